package io.pillion.metrics;

import io.pillion.api.Faults;
import io.pillion.api.Guard;
import io.pillion.api.OpenRequest;
import io.pillion.api.Route;

/** A request of a {@link FakeExchange} that ends where it began, or at a deeper route. */
public final class FakeRequest extends OpenRequest<FakeExchange> {
  /** What goes wrong is not counted as a request, and said. */
  public static final Guard GUARD = new Guard(new Faults(), "test", reason -> {});

  private final boolean goesOn;

  private FakeRequest(Route<FakeExchange> route, boolean goesOn) {
    super(route, 0);
    this.goesOn = goesOn;
  }

  /** Begins a request and ends it after a time. */
  public static void count(Route<FakeExchange> route, FakeExchange exchange, long nanos) {
    route.begin(0);
    route.end(new FakeRequest(route, false), exchange, 0, nanos);
  }

  /** A request in flight. */
  static FakeRequest begun(Route<FakeExchange> route) {
    FakeRequest request = new FakeRequest(route, false);
    request.begin();
    return request;
  }

  /** A request in flight that will go on as another one. */
  static FakeRequest begunToGoOn(Route<FakeExchange> route) {
    FakeRequest request = new FakeRequest(route, true);
    request.begin();
    return request;
  }

  @Override
  public Route<FakeExchange> last(FakeExchange exchange) {
    return goesOn ? null : route();
  }
}
