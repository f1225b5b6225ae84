package io.pillion.testapp;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Requests that are answered when the test says so. */
final class Holding {
  private static final Queue<Runnable> HELD = new ConcurrentLinkedQueue<>();
  private static final AtomicInteger ENDED = new AtomicInteger();

  private Holding() {}

  static void hold(HttpServerExchange exchange) {
    exchange.addExchangeCompleteListener(
        (ended, next) -> {
          ENDED.incrementAndGet();
          next.proceed();
        });
    exchange.dispatch(
        Runnable::run,
        () -> {
          HELD.add(() -> exchange.getIoThread().execute(() -> Answers.ok(exchange)));
        });
  }

  /** Answers by a handler, as if the request came anew. */
  static void holdAndDispatch(HttpServerExchange exchange) {
    HttpHandler further = Answers::ok;
    exchange.dispatch(Runnable::run, () -> HELD.add(() -> exchange.dispatch(further)));
  }

  /** {@code ?bytes=0}: sends the headers and so much of the body, the rest when it is released. */
  static void beginAndHold(HttpServerExchange exchange) throws IOException {
    OutputStream out = exchange.getOutputStream();
    out.write(new byte[Answers.number(exchange, "bytes", 0)]);
    out.flush();
    exchange.dispatch(
        Runnable::run,
        () -> {
          HELD.add(() -> exchange.getConnection().getWorker().execute(exchange::endExchange));
        });
  }

  /** Runs something when the test says so. */
  static void until(Runnable end) {
    HELD.add(end);
  }

  /** Of how many that were held Undertow has told the app that they ended. */
  static void ended(HttpServerExchange exchange) {
    exchange.getResponseSender().send(ENDED.toString());
  }

  /** How many are held. */
  static void count(HttpServerExchange exchange) {
    exchange.getResponseSender().send(String.valueOf(HELD.size()));
  }

  /** Answers all that are held. */
  static void release(HttpServerExchange exchange) {
    for (Runnable held = HELD.poll(); held != null; held = HELD.poll()) {
      held.run();
    }
    Answers.ok(exchange);
  }
}
