package io.pillion.testapp;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.TimeoutException;

/** Handlers that throw. */
@SuppressWarnings("DoNotCallSuggester") // to be called, by Undertow
final class Failures {
  private Failures() {}

  static void runtimeException(HttpServerExchange exchange) {
    throw new IllegalStateException("on purpose");
  }

  static void checkedException(HttpServerExchange exchange) throws TimeoutException {
    throw new TimeoutException("on purpose");
  }

  static void error(HttpServerExchange exchange) {
    throw new AssertionError("on purpose");
  }

  /** {@code ?number=42}: each number has a class of exception of its own. */
  static void ofManyClasses(HttpServerExchange exchange) throws Exception {
    throw MadeExceptions.ofNumber(Answers.number(exchange, "number", 0));
  }

  /** After the response was sent, whose status it cannot change any more. */
  static void afterResponse(HttpServerExchange exchange) {
    exchange.setStatusCode(202);
    exchange.getResponseSender().send("sent");
    throw new IllegalArgumentException("on purpose");
  }
}
