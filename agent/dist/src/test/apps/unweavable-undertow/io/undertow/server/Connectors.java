package io.undertow.server;

public class Connectors {
  public static void executeRootHandler(HttpHandler handler, HttpServerExchange exchange, int attempt)
      throws java.io.IOException {
    handler.handleRequest(exchange);
  }
}
