package io.pillion.demo;

import com.grack.nanojson.JsonStringWriter;
import com.grack.nanojson.JsonWriter;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;

/** JSON answers. */
final class Answers {

  private Answers() {}

  /** Begins the object that {@link #send} ends. */
  static JsonStringWriter json() {
    return JsonWriter.string().object();
  }

  static void send(HttpServerExchange exchange, JsonStringWriter json) {
    send(exchange, StatusCodes.OK, json);
  }

  static void error(HttpServerExchange exchange, int status, String message) {
    send(exchange, status, json().value("error", message));
  }

  /**
   * Gives the answers that Undertow makes without a body, such as 404, 405, 503 and the 500 of a
   * handler that threw, an error in JSON.
   */
  static HttpHandler describingErrors(HttpHandler next) {
    return exchange -> {
      exchange.addDefaultResponseListener(Answers::describeError);
      next.handleRequest(exchange);
    };
  }

  private static boolean describeError(HttpServerExchange exchange) {
    int status = exchange.getStatusCode();
    if (!exchange.isResponseChannelAvailable() || status < StatusCodes.BAD_REQUEST) {
      return false;
    }
    error(exchange, status, StatusCodes.getReason(status));
    return true;
  }

  private static void send(HttpServerExchange exchange, int status, JsonStringWriter json) {
    exchange.setStatusCode(status);
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
    exchange.getResponseSender().send(json.end().done());
  }
}
