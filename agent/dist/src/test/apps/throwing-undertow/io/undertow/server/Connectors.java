package io.undertow.server;

public class Connectors {
  public static void executeRootHandler(HttpHandler handler, HttpServerExchange exchange)
      throws java.io.IOException {
    try {
      handler.handleRequest(exchange);
      exchange.isDispatched();
    } catch (RuntimeException e) {
      if (exchange.isResponseStarted()) {
        throw e;
      }
    }
  }
}
