package io.pillion.undertow;

import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;
import io.undertow.server.DefaultResponseListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.util.HashMap;
import java.util.Map;

/** Reads a completed exchange of Undertow's. */
final class ExchangeReader implements RequestReader<HttpServerExchange> {
  /** https://www.nginx.com/resources/wiki/extending/api/http/ */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private static final HttpString TRACEPARENT = new HttpString("traceparent");

  /** Undertow's method names are equal whatever their case, and so routed: "get" is GET to it. */
  private final Map<HttpString, HttpMethod> methods = new HashMap<>();

  ExchangeReader() {
    for (HttpMethod method : HttpMethod.values()) {
      if (method != HttpMethod.OTHER) {
        methods.put(new HttpString(method.name()), method);
      }
    }
  }

  @Override
  public HttpMethod method(HttpServerExchange exchange) {
    return methods.getOrDefault(exchange.getRequestMethod(), HttpMethod.OTHER);
  }

  @Override
  public String path(HttpServerExchange exchange) {
    return exchange.getRequestPath();
  }

  @Override
  public String scheme(HttpServerExchange exchange) {
    return exchange.getRequestScheme();
  }

  @Override
  public int status(HttpServerExchange exchange) {
    return isGivenUp(exchange) ? CLIENT_CLOSED_REQUEST : exchange.getStatusCode();
  }

  /**
   * The client was gone before it could be sent anything. Undertow has no status for that: a
   * request that was reset while its body was read ends without a response being started; a
   * response whose very first write failed counts as started.
   */
  private static boolean isGivenUp(HttpServerExchange exchange) {
    return !exchange.isResponseStarted() || !SentHeaders.of(exchange);
  }

  @Override
  public long requestBodyBytes(HttpServerExchange exchange) {
    CountingSource source = exchange.getAttachment(CountingSource.KEY);
    return source == null ? BufferedBody.bytes(exchange) : source.bytes();
  }

  @Override
  public long responseBodyBytes(HttpServerExchange exchange) {
    if (!mayHaveBody(exchange)) {
      return 0; // what the handler wrote was dropped
    }
    CountingSink encoded = exchange.getAttachment(CountingSink.KEY);
    return encoded == null ? exchange.getResponseBytesSent() : encoded.bytes();
  }

  /** RFC 9110 sections 9.3.2, 15.2, 15.3.5 and 15.4.5. */
  private static boolean mayHaveBody(HttpServerExchange exchange) {
    int status = exchange.getStatusCode();
    return status >= StatusCodes.OK
        && status != StatusCodes.NO_CONTENT
        && status != StatusCodes.NOT_MODIFIED
        && !exchange.getRequestMethod().equals(Methods.HEAD);
  }

  @Override
  public String traceparent(HttpServerExchange exchange) {
    return exchange.getRequestHeaders().getFirst(TRACEPARENT);
  }

  @Override
  public String requestHeader(HttpServerExchange exchange, String name) {
    return exchange.getRequestHeaders().getFirst(name);
  }

  @Override
  public String responseContentType(HttpServerExchange exchange) {
    return exchange.getResponseHeaders().getFirst(Headers.CONTENT_TYPE);
  }

  @Override
  public Throwable exception(HttpServerExchange exchange) {
    Throwable thrown = exchange.getAttachment(RequestListener.THROWN);
    return thrown == null ? exchange.getAttachment(DefaultResponseListener.EXCEPTION) : thrown;
  }
}
