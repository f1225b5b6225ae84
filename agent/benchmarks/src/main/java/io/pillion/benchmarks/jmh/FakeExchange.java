package io.pillion.benchmarks.jmh;

import io.pillion.api.HttpExchangeReader;
import io.pillion.api.HttpMethod;

/**
 * A request that costs nothing to read, so that what is measured is the recorder.
 *
 * @param traceparent the header, or null
 */
record FakeExchange(int status, String traceparent) {
  static final class Reader implements HttpExchangeReader<FakeExchange> {
    @Override
    public HttpMethod method(FakeExchange exchange) {
      return HttpMethod.GET;
    }

    @Override
    public String path(FakeExchange exchange) {
      return "/items/1";
    }

    @Override
    public String scheme(FakeExchange exchange) {
      return "http";
    }

    @Override
    public int status(FakeExchange exchange) {
      return exchange.status();
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
      return exchange.traceparent();
    }

    @Override
    public String requestHeader(FakeExchange exchange, String name) {
      return null;
    }

    @Override
    public String responseContentType(FakeExchange exchange) {
      return "application/json";
    }

    @Override
    public Throwable exception(FakeExchange exchange) {
      return null;
    }
  }
}
