import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Requests that are answered when the test says so. */
final class Holding {
  private static final Queue<Runnable> HELD = new ConcurrentLinkedQueue<>();

  private Holding() {}

  static void hold(HttpExchange exchange) {
    HELD.add(() -> Answers.quietly(exchange, Answers::ok));
  }

  static void beginAndHold(HttpExchange exchange) throws IOException {
    begin(exchange, "begun");
  }

  static void events(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    begin(exchange, "data: begun\n\n");
  }

  private static void begin(HttpExchange exchange, String text) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    exchange.getResponseBody().write(text.getBytes(StandardCharsets.US_ASCII));
    exchange.getResponseBody().flush();
    HELD.add(exchange::close);
  }

  static void count(HttpExchange exchange) throws IOException {
    Answers.text(exchange, String.valueOf(HELD.size()));
  }

  static void release(HttpExchange exchange) throws IOException {
    for (Runnable held = HELD.poll(); held != null; held = HELD.poll()) {
      held.run();
    }
    Answers.ok(exchange);
  }
}
