package io.pillion.vertx;

import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;

/** Reads a {@link VertxRequest}, or at its begin the request that will be one. */
final class VertxRequestReader implements RequestReader<Object> {
  private static final String TRACEPARENT = "traceparent";
  private static final String CONTENT_TYPE = "content-type";
  private static final String HTTPS = "https";

  private static HttpRequest request(Object exchange) {
    return exchange instanceof VertxRequest
        ? ((VertxRequest) exchange).request()
        : (HttpRequest) exchange;
  }

  @Override
  public HttpMethod method(Object exchange) {
    return HttpMethod.of(request(exchange).method().name());
  }

  @Override
  public String path(Object exchange) {
    return RequestBegins.path(request(exchange).uri());
  }

  @Override
  public String scheme(Object exchange) {
    String uri = request(exchange).absoluteURI();
    return uri != null && uri.startsWith(HTTPS) ? HTTPS : "http";
  }

  @Override
  public int status(Object exchange) {
    return ((VertxRequest) exchange).status();
  }

  @Override
  public long requestBodyBytes(Object exchange) {
    return ((VertxRequest) exchange).requestBytes();
  }

  @Override
  public long responseBodyBytes(Object exchange) {
    return ((VertxRequest) exchange).responseBytes();
  }

  @Override
  public String traceparent(Object exchange) {
    return requestHeader(exchange, TRACEPARENT);
  }

  @Override
  public String requestHeader(Object exchange, String name) {
    return request(exchange).headers().get(name);
  }

  @Override
  public String responseContentType(Object exchange) {
    HttpResponse response = ((VertxRequest) exchange).response();
    return response == null ? null : response.headers().get(CONTENT_TYPE);
  }

  @Override
  public Throwable exception(Object exchange) {
    return ((VertxRequest) exchange).failure();
  }
}
