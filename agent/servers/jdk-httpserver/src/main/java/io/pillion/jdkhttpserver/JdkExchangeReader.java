package io.pillion.jdkhttpserver;

import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;

/** Reads a request of the JDK's server. */
final class JdkExchangeReader implements RequestReader<JdkExchange> {
  @Override
  public HttpMethod method(JdkExchange exchange) {
    return HttpMethod.of(exchange.method());
  }

  /** Null for {@code *} and an authority, which have none (RFC 9112 section 3.2). */
  @Override
  public String path(JdkExchange exchange) {
    return exchange.path();
  }

  @Override
  public String scheme(JdkExchange exchange) {
    return exchange.isSecure() ? "https" : "http";
  }

  @Override
  public int status(JdkExchange exchange) {
    return exchange.status();
  }

  @Override
  public long requestBodyBytes(JdkExchange exchange) {
    return exchange.requestBytes();
  }

  @Override
  public long responseBodyBytes(JdkExchange exchange) {
    return exchange.responseBytes();
  }

  @Override
  public String traceparent(JdkExchange exchange) {
    return requestHeader(exchange, "Traceparent");
  }

  @Override
  public String requestHeader(JdkExchange exchange, String name) {
    return exchange.http() == null ? null : exchange.http().getRequestHeaders().getFirst(name);
  }

  @Override
  public String responseContentType(JdkExchange exchange) {
    return exchange.http() == null
        ? null
        : exchange.http().getResponseHeaders().getFirst("Content-Type");
  }

  @Override
  public Throwable exception(JdkExchange exchange) {
    return exchange.thrown();
  }
}
