package io.pillion.resteasyreactive;

import io.pillion.api.OpenRequest;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpFrame;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/** Who asks a request for what Vert.x's plug-in has begun; see {@code Finding} there. */
final class Asking implements Handler<HttpFrame>, Consumer<Object> {
  private Object found;

  /** What the request's metrics know it by: an {@link OpenRequest} if it is counted. */
  static Object find(HttpServerRequest request) {
    Asking asking = new Asking();
    request.customFrameHandler(asking);
    return asking.found;
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
