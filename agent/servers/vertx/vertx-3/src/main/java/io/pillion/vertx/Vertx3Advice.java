package io.pillion.vertx;

import io.pillion.api.Watched;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.spi.metrics.HttpServerMetrics;

/** What Vert.x 3.9 calls at the hooks of {@link VertxPlugin}. */
public final class Vertx3Advice {
  public Vertx3Advice(Watched server) {
    RequestBegins.keep(server, new Vertx3RequestReader());
  }

  /**
   * @param own metrics of the app, or null
   */
  @SuppressWarnings("rawtypes")
  public static HttpServerMetrics connects(HttpServerMetrics own) throws Throwable {
    RequestBegins.tellFault();
    return new CountingMetrics3(own);
  }

  public static HttpServerRequest findByHttp1(
      Handler<?> asking, HttpServerRequest request, Object metric) {
    return Finding.answer(asking, request, metric);
  }

  public static HttpServerRequest findByFrames(
      Handler<?> asking, HttpServerRequest request, Handler<?> known) {
    return Finding.answer(asking, request, known);
  }
}
