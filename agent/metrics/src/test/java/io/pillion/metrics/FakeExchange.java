package io.pillion.metrics;

import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;

/**
 * A request of no server, which costs nothing to read: a benchmark measures what is made of it.
 *
 * @param responseType null if the response has none
 * @param exception that left the handler, or null
 * @param header the value of whatever header is asked for, or null
 */
public record FakeExchange(
    HttpMethod method,
    String scheme,
    int status,
    String responseType,
    Throwable exception,
    String header) {
  public static final RequestReader<FakeExchange> READER = new Reader();

  FakeExchange(
      HttpMethod method, String scheme, int status, String responseType, Throwable exception) {
    this(method, scheme, status, responseType, exception, null);
  }

  public static FakeExchange get(int status) {
    return new FakeExchange(HttpMethod.GET, "http", status, null, null);
  }

  public FakeExchange sending(String headersValue) {
    return new FakeExchange(method, scheme, status, responseType, exception, headersValue);
  }

  private static final class Reader implements RequestReader<FakeExchange> {
    @Override
    public HttpMethod method(FakeExchange exchange) {
      return exchange.method;
    }

    @Override
    public String path(FakeExchange exchange) {
      return "/items/7";
    }

    @Override
    public String scheme(FakeExchange exchange) {
      return exchange.scheme;
    }

    @Override
    public int status(FakeExchange exchange) {
      return exchange.status;
    }

    @Override
    public long requestBodyBytes(FakeExchange exchange) {
      return 0;
    }

    @Override
    public long responseBodyBytes(FakeExchange exchange) {
      return 100;
    }

    @Override
    public String traceparent(FakeExchange exchange) {
      return exchange.header;
    }

    @Override
    public String requestHeader(FakeExchange exchange, String name) {
      return exchange.header;
    }

    @Override
    public String responseContentType(FakeExchange exchange) {
      return exchange.responseType;
    }

    @Override
    public Throwable exception(FakeExchange exchange) {
      return exchange.exception;
    }
  }
}
