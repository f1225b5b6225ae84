package io.undertow.server;

public interface HttpHandler {
  void handleRequest(HttpServerExchange exchange) throws java.io.IOException;
}
