package io.pillion.vertx;

import io.pillion.api.OpenRequest;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpFrame;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * How a request is found, through whatever wraps it: who asks is handed to {@code
 * customFrameHandler}, and each wrapper hands it on. The plug-ins of frameworks ask as this does.
 * They are of other class loaders: who asks is a {@link Handler} and a {@link Consumer}, and its
 * text is {@link OpenRequest#ATTRIBUTE}.
 */
final class Finding implements Handler<HttpFrame>, Consumer<Object> {
  private Object found;

  /** What the app's own metrics know a request by; null if it has none, or they know it not. */
  static Object ownMetric(HttpServerRequest wrapped) {
    Finding asking = new Finding();
    wrapped.customFrameHandler(asking);
    return RoutedRequest.own(asking.found);
  }

  @SuppressWarnings("ReferenceEquality") // no app can have it by accident
  static boolean isAsking(Handler<?> handler) {
    return handler instanceof Consumer && handler.toString() == OpenRequest.ATTRIBUTE;
  }

  /**
   * @return null if nobody asks: the handler is one of the app's
   */
  @SuppressWarnings("unchecked") // a consumer of anything
  static HttpServerRequest answer(Handler<?> handler, HttpServerRequest request, Object metric) {
    if (!isAsking(handler)) {
      return null;
    }
    ((Consumer<Object>) handler).accept(metric);
    return request;
  }

  @Override
  public void accept(Object metric) {
    found = metric;
  }

  @Override
  public void handle(HttpFrame frame) {}

  @Override
  public String toString() {
    return OpenRequest.ATTRIBUTE;
  }
}
