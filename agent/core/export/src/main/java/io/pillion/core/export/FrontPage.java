package io.pillion.core.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;

/** What a person finds who opens the agent's port in a browser. */
final class FrontPage implements HttpHandler {
  private static final String PAGE =
      "<!doctype html>\n"
          + "<html lang=\"en\"><meta charset=\"utf-8\"><title>Pillion</title>\n"
          + "<h1>Pillion</h1>\n"
          + "<p>Metrics of this JVM: <a href=\"/metrics\">/metrics</a></p>\n"
          + "</html>\n";

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    MetricsServer.respond(exchange, 200, "text/html; charset=utf-8", PAGE);
  }
}
