package io.pillion.helidon;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;

/** Reads a request of Helidon's. */
final class ExchangeReader implements RequestReader<Exchange> {
  private static final HeaderName TRACEPARENT = HeaderNames.create("traceparent");
  private static final HeaderName CONTENT_TYPE = HeaderNames.create("Content-Type");

  @Override
  public HttpMethod method(Exchange exchange) {
    return HttpMethod.of(exchange.prologue.method().text());
  }

  @Override
  public String path(Exchange exchange) {
    return exchange.prologue.uriPath().path();
  }

  @Override
  public String scheme(Exchange exchange) {
    return exchange.isSecure ? "https" : "http";
  }

  @Override
  public int status(Exchange exchange) {
    return exchange.status();
  }

  @Override
  public long requestBodyBytes(Exchange exchange) {
    return exchange.requestBytes;
  }

  @Override
  public long responseBodyBytes(Exchange exchange) {
    return exchange.responseBytes;
  }

  @Override
  public String traceparent(Exchange exchange) {
    return exchange.headers.first(TRACEPARENT).orElse(null);
  }

  @Override
  public String requestHeader(Exchange exchange, String name) {
    return exchange.headers.first(HeaderNames.create(name)).orElse(null);
  }

  @Override
  public String responseContentType(Exchange exchange) {
    return exchange.response == null
        ? null
        : exchange.response.headers().first(CONTENT_TYPE).orElse(null);
  }

  @Override
  public Throwable exception(Exchange exchange) {
    return exchange.failure;
  }
}
