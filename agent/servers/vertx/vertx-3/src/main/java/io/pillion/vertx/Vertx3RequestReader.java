package io.pillion.vertx;

import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Reads a {@link Vertx3Request}, or at its begin the request that will be one. */
final class Vertx3RequestReader implements RequestReader<Object> {
  private static final String TRACEPARENT = "traceparent";
  private static final String CONTENT_TYPE = "content-type";

  private static HttpServerRequest request(Object exchange) {
    return exchange instanceof Vertx3Request
        ? ((Vertx3Request) exchange).request()
        : (HttpServerRequest) exchange;
  }

  @Override
  public HttpMethod method(Object exchange) {
    return HttpMethod.of(request(exchange).rawMethod());
  }

  @Override
  public String path(Object exchange) {
    return RequestBegins.path(request(exchange).uri());
  }

  @Override
  public String scheme(Object exchange) {
    return request(exchange).isSSL() ? "https" : "http";
  }

  @Override
  public int status(Object exchange) {
    return ((Vertx3Request) exchange).status();
  }

  @Override
  public long requestBodyBytes(Object exchange) {
    return request(exchange).bytesRead();
  }

  @Override
  public long responseBodyBytes(Object exchange) {
    HttpServerResponse response = ((Vertx3Request) exchange).response();
    return response == null ? 0 : response.bytesWritten();
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
    HttpServerResponse response = ((Vertx3Request) exchange).response();
    return response == null ? null : response.headers().get(CONTENT_TYPE);
  }

  @Override
  public Throwable exception(Object exchange) {
    return ((Vertx3Request) exchange).failure();
  }
}
