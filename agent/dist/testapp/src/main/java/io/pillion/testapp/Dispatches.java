package io.pillion.testapp;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.util.concurrent.TimeUnit;

/** Handlers that answer on another thread, or later. */
final class Dispatches {
  private Dispatches() {}

  /** {@code ?times=3}: from handler to handler. */
  static void handlers(HttpServerExchange exchange) {
    next(Answers.number(exchange, "times", 1)).accept(exchange);
  }

  private static java.util.function.Consumer<HttpServerExchange> next(int left) {
    return exchange -> {
      if (left == 0) {
        Answers.ok(exchange);
      } else {
        HttpHandler further = again -> next(left - 1).accept(again);
        exchange.dispatch(further);
      }
    };
  }

  static void task(HttpServerExchange exchange) {
    exchange.dispatch(() -> Answers.ok(exchange));
  }

  /** {@code ?ms=100}: answers later, and holds no thread until then. */
  static void later(HttpServerExchange exchange) {
    int ms = Answers.number(exchange, "ms", 10);
    exchange.dispatch(
        exchange.getIoThread(),
        () -> {
          exchange
              .getIoThread()
              .executeAfter(() -> Answers.ok(exchange), ms, TimeUnit.MILLISECONDS);
        });
  }

  /** Answers on a thread that is none of Undertow's. */
  static void foreignThread(HttpServerExchange exchange) {
    exchange.dispatch(task -> new Thread(task, "foreign").start(), () -> Answers.ok(exchange));
  }
}
