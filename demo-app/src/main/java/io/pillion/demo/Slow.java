package io.pillion.demo;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import io.undertow.util.StatusCodes;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Answers after {@code ms} milliseconds; no thread waits meanwhile. */
final class Slow implements HttpHandler {

  static final int MAX_MILLIS = 30_000;
  private static final String DEFAULT_MILLIS = "250";

  @Override
  public void handleRequest(HttpServerExchange exchange) {
    Deque<String> values = exchange.getQueryParameters().get("ms");
    String ms = values == null ? DEFAULT_MILLIS : values.getFirst();
    if (!ms.matches("[0-9]{1,5}") || Integer.parseInt(ms) > MAX_MILLIS) {
      Answers.error(
          exchange,
          StatusCodes.BAD_REQUEST,
          "ms=" + ms + " is not valid, allowed: a whole number from 0 to " + MAX_MILLIS);
      return;
    }
    int millis = Integer.parseInt(ms);
    // The timer starts once this call is off the stack: an exchange belongs to one thread at a
    // time.
    exchange.dispatch(SameThreadExecutor.INSTANCE, () -> answerAfter(exchange, millis));
  }

  private static void answerAfter(HttpServerExchange exchange, int millis) {
    HttpHandler answer = late -> Answers.send(late, Answers.json().value("ms", millis));
    exchange
        .getIoThread()
        .executeAfter(
            () -> exchange.dispatch(SameThreadExecutor.INSTANCE, answer),
            millis,
            TimeUnit.MILLISECONDS);
  }
}
