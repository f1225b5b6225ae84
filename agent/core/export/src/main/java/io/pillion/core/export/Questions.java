package io.pillion.core.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URLDecoder;

/** Everything under {@code /-/}, where Prometheus has what is about itself too. */
final class Questions implements HttpHandler {
  private static final String USAGE =
      "ask for a route as in /-/explain?method=GET&path=/items/7 (method is GET if it is left"
          + " out)\n";

  private final Answers answers;

  Questions(Answers answers) {
    this.answers = answers;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/-/healthy":
        answer(exchange, 200, "Exporter is healthy.\n");
        return;
      case "/-/ready":
        boolean isReady = answers.isReady();
        answer(exchange, isReady ? 200 : 503, isReady ? "Exporter is ready.\n" : "Starting.\n");
        return;
      case "/-/config":
        answer(exchange, 200, answers.config());
        return;
      case "/-/instrumentation":
        answer(exchange, 200, answers.instrumentation());
        return;
      case "/-/explain":
        explain(exchange);
        return;
      default:
        answer(exchange, 404, "Not found\n");
    }
  }

  private void explain(HttpExchange exchange) throws IOException {
    try {
      String path = parameter(exchange, "path");
      String method = parameter(exchange, "method");
      if (path == null) {
        throw new IllegalArgumentException("no path is given");
      }
      answer(exchange, 200, answers.explain(method == null ? "GET" : method, path));
    } catch (IllegalArgumentException wrong) {
      answer(exchange, 400, wrong.getMessage() + "; " + USAGE);
    }
  }

  /** The value that a query gives to a name, or null. */
  private static String parameter(HttpExchange exchange, String name)
      throws UnsupportedEncodingException {
    String query = exchange.getRequestURI().getRawQuery();
    for (String pair : query == null ? new String[0] : query.split("&")) {
      if (pair.startsWith(name + "=")) {
        return URLDecoder.decode(pair.substring(name.length() + 1), "UTF-8");
      }
    }
    return null;
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    MetricsServer.respond(exchange, status, "text/plain; charset=utf-8", text);
  }
}
