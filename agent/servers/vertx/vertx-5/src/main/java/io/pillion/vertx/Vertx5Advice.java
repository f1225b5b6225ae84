package io.pillion.vertx;

import io.pillion.api.Watched;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestImpl;
import io.vertx.core.spi.metrics.HttpServerMetrics;

/** What Vert.x 5.1 calls at the hooks of {@link VertxPlugin}. */
public final class Vertx5Advice {
  public Vertx5Advice(Watched server) {
    RequestBegins.keep(server, new VertxRequestReader());
  }

  /**
   * @param own metrics of the app, or null
   */
  @SuppressWarnings("rawtypes")
  public static HttpServerMetrics connects(HttpServerMetrics own) throws Throwable {
    RequestBegins.tellFault();
    return new CountingMetrics5(own);
  }

  public static HttpServerRequest findByHttp1(
      Handler<?> asking, HttpServerRequest request, Object metric) {
    return Finding.answer(asking, request, metric);
  }

  public static HttpServerRequest findByHttp2(Handler<?> asking, HttpServerRequestImpl request) {
    return Finding.isAsking(asking) ? Finding.answer(asking, request, request.metric()) : null;
  }

  public static Object ownMetric(HttpServerRequest wrapped) {
    return Finding.ownMetric(wrapped);
  }
}
