package io.pillion.vertxweb;

import io.pillion.api.OpenRequest;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpFrame;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Who asks a request for what Vert.x's plug-in has begun; see {@code Finding} there. */
final class Asking implements Handler<HttpFrame>, Consumer<Object> {
  private Object found;

  /**
   * @return takes the text of a route, a failure, or null where a request is routed anew; null if
   *     the request is not counted
   */
  @SuppressWarnings("unchecked") // a consumer of anything
  static Consumer<Object> find(HttpServerRequest request) {
    Asking asking = new Asking();
    request.customFrameHandler(asking);
    return asking.found instanceof OpenRequest ? (Consumer<Object>) asking.found : null;
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
