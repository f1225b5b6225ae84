import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Requests that are answered when the test says so. */
final class Holding {
  private static final Queue<Runnable> HELD = new ConcurrentLinkedQueue<>();

  private Holding() {}

  static void hold(HttpServerExchange exchange) {
    exchange.dispatch(
        Runnable::run,
        () -> HELD.add(() -> exchange.getIoThread().execute(() -> Answers.ok(exchange))));
  }

  static void beginAndHold(HttpServerExchange exchange) throws IOException {
    begin(exchange, "begun");
  }

  static void events(HttpServerExchange exchange) throws IOException {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/event-stream");
    begin(exchange, "data: begun\n\n");
  }

  private static void begin(HttpServerExchange exchange, String text) throws IOException {
    exchange.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    exchange.getOutputStream().flush();
    exchange.dispatch(
        Runnable::run,
        () ->
            HELD.add(
                () -> exchange.getConnection().getWorker().execute(exchange::endExchange)));
  }

  static void count(HttpServerExchange exchange) {
    exchange.getResponseSender().send(String.valueOf(HELD.size()));
  }

  static void release(HttpServerExchange exchange) {
    for (Runnable held = HELD.poll(); held != null; held = HELD.poll()) {
      held.run();
    }
    Answers.ok(exchange);
  }
}
