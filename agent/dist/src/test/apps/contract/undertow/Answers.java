import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import org.xnio.IoUtils;

/** What is answered without waiting for the test. */
final class Answers {
  private Answers() {}

  static void ok(HttpServerExchange exchange) {
    exchange.getResponseSender().send("ok");
  }

  static void order(HttpServerExchange exchange) {
    exchange.getResponseSender().send("order");
  }

  static void status(HttpServerExchange exchange) {
    exchange.setStatusCode(number(exchange, "code"));
    exchange.endExchange();
  }

  static void fail(HttpServerExchange exchange) {
    throw new IllegalStateException("on purpose");
  }

  static void failLate(HttpServerExchange exchange) throws IOException {
    exchange.setStatusCode(202);
    exchange.getOutputStream().write("begun".getBytes(StandardCharsets.US_ASCII));
    exchange.getOutputStream().flush();
    fail(exchange);
  }

  static void later(HttpServerExchange exchange) {
    exchange.dispatch(Runnable::run, () -> new Thread(() -> ok(exchange)).start());
  }

  static void dispatched(HttpServerExchange exchange) {
    HttpHandler last = Answers::ok;
    HttpHandler second = between -> between.dispatch(last);
    exchange.dispatch(second);
  }

  static void size(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
    exchange.getResponseSender().send(ByteBuffer.wrap(new byte[number(exchange, "bytes")]));
  }

  static void chunked(HttpServerExchange exchange) throws IOException {
    OutputStream out = exchange.getOutputStream();
    for (int left = number(exchange, "bytes"); left > 0; left -= 1000) {
      out.write(new byte[Math.min(1000, left)]);
      out.flush();
    }
    out.close();
  }

  static void echo(HttpServerExchange exchange) throws IOException {
    byte[] buffer = new byte[4096];
    InputStream in = exchange.getInputStream();
    java.io.ByteArrayOutputStream body = new java.io.ByteArrayOutputStream();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      body.write(buffer, 0, n);
    }
    exchange.getOutputStream().write(body.toByteArray());
  }

  static void slowBody(HttpServerExchange exchange) throws IOException {
    OutputStream out = exchange.getOutputStream();
    for (int blocks = 0; blocks < 8000; blocks++) {
      out.write(new byte[64 << 10]);
      out.flush();
    }
  }

  static void upgrade(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.UPGRADE, "shop");
    exchange.upgradeChannel(
        (connection, ended) -> {
          try {
            connection.getSinkChannel().write(ByteBuffer.wrap("hello".getBytes(StandardCharsets.US_ASCII)));
          } catch (IOException e) {
            // the client is gone
          } finally {
            IoUtils.safeClose(connection);
          }
        });
    exchange.endExchange();
  }

  private static int number(HttpServerExchange exchange, String parameter) {
    Deque<String> values = exchange.getQueryParameters().get(parameter);
    return Integer.parseInt(values.getFirst());
  }
}
