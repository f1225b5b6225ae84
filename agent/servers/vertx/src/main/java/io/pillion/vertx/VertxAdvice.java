package io.pillion.vertx;

import io.pillion.api.Watched;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.Http2ServerRequest;
import io.vertx.core.spi.metrics.HttpServerMetrics;

/** What Vert.x 4 and 5.0 call at the hooks of {@link VertxPlugin}. */
public final class VertxAdvice {
  public VertxAdvice(Watched server) {
    RequestBegins.keep(server, new VertxRequestReader());
  }

  /**
   * @param own metrics of the app, or null
   */
  @SuppressWarnings("rawtypes")
  public static HttpServerMetrics connects(HttpServerMetrics own) throws Throwable {
    RequestBegins.tellFault();
    return new CountingMetrics(own);
  }

  public static HttpServerRequest findByHttp1(
      Handler<?> asking, HttpServerRequest request, Object metric) {
    return Finding.answer(asking, request, metric);
  }

  public static HttpServerRequest findByHttp2(Handler<?> asking, Http2ServerRequest request) {
    return Finding.isAsking(asking) ? Finding.answer(asking, request, request.metric()) : null;
  }

  public static Object ownMetric(HttpServerRequest wrapped) {
    return Finding.ownMetric(wrapped);
  }
}
