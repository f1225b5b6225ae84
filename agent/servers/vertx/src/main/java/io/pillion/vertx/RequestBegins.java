package io.pillion.vertx;

import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.api.Watched;
import io.vertx.core.spi.metrics.Metrics;
import io.vertx.core.spi.observability.HttpRequest;
import java.util.concurrent.atomic.AtomicReference;

/** Where requests begin: Vert.x calls metrics without the agent's guard. */
final class RequestBegins {
  private static Requests<Object> requests;

  /** What went wrong and was not told yet. */
  private static final AtomicReference<Throwable> FAULT = new AtomicReference<>();

  private RequestBegins() {}

  /**
   * @throws IllegalStateException if the user has switched the metrics off that Vert.x calls
   */
  static void keep(Watched server) {
    if (!Metrics.METRICS_ENABLED) {
      throw new IllegalStateException("vertx.disableMetrics is set");
    }
    requests = server.requests(new VertxRequestReader());
  }

  /**
   * A request's headers have been read.
   *
   * @param own what the app's own metrics know the request by, or null
   * @return what Vert.x is to know it by
   */
  static Object begin(HttpRequest request, Object own) {
    try {
      long startNanos = System.nanoTime();
      Route<Object> route = requests.unrouted(request);
      if (route == null) {
        return own;
      }
      VertxRequest open = new VertxRequest(request, own, route, startNanos);
      open.begin();
      return open;
    } catch (Throwable thrown) {
      FAULT.set(thrown);
      return own;
    }
  }

  /** Throws where that is guarded what went wrong where it is not. */
  static void tellFault() throws Throwable {
    Throwable untold = FAULT.get();
    if (untold != null && FAULT.compareAndSet(untold, null)) {
      throw untold;
    }
  }
}
