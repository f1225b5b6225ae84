package io.pillion.vertx;

import io.pillion.api.OpenRequest;
import io.pillion.api.Route;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A request of Vert.x's, kept as the object that its metrics know the request by; it keeps the one
 * of the app's own metrics. A {@link Consumer} of what frameworks tell: those are in other
 * plug-ins, which know only types of Java's.
 */
abstract class RoutedRequest extends OpenRequest<Object>
    implements Consumer<Object>, Supplier<String> {
  /** https://www.nginx.com/resources/wiki/extending/api/http/ */
  static final int CLIENT_CLOSED_REQUEST = 499;

  static final int SWITCHING_PROTOCOLS = 101;
  private static final String BELOW = "/*";
  private static final int INTERNAL_SERVER_ERROR = 500;

  private final Object own;
  private String matched;
  private Throwable failure;

  /**
   * @param own what the app's own metrics know the request by, or null
   */
  RoutedRequest(Object own, Route<Object> route, long startNanos) {
    super(route, startNanos);
    this.own = own;
  }

  /** What the app's own metrics know a request by. */
  static Object own(Object metric) {
    return metric instanceof RoutedRequest ? ((RoutedRequest) metric).own : metric;
  }

  /**
   * A framework has matched a route, whose text this is, {@code /*} at its end for what only begins
   * so: the last is right, and what does not end so is more. Or null: the request is routed anew,
   * and stays what it is if that is more than a beginning. Or the failure of a handler.
   */
  @Override
  public final void accept(Object told) {
    if (told instanceof Throwable) {
      failure = (Throwable) told;
    } else if (told == null && !isOpen()) {
      routed(matched());
    } else if (told != null && (isOpen() || !((String) told).endsWith(BELOW))) {
      matched = (String) told;
    }
  }

  /** What has matched says no more than how the path begins. */
  private boolean isOpen() {
    return matched == null || matched.endsWith(BELOW);
  }

  /** What was told last as matched, or null. */
  @Override
  public final String get() {
    return matched;
  }

  @Override
  public final Route<Object> last(Object exchange) {
    return matched();
  }

  private Route<Object> matched() {
    Route<Object> route = route();
    if (matched == null || route.isNamed()) {
      return route;
    }
    return isOpen() ? route.mapping(matched) : route.named("vertx-web", "", "", matched);
  }

  /** What was sent, or 499 if nothing was. */
  abstract int status();

  /** An app refuses by an exception, too. */
  final Throwable failure() {
    return status() < INTERNAL_SERVER_ERROR ? null : failure;
  }
}
