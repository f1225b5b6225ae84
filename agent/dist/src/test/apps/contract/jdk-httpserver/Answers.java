import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.zip.GZIPOutputStream;

/** What is answered without waiting for the test. */
final class Answers {
  private Answers() {}

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean hasNone = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, hasNone ? -1 : body.length);
    if (!hasNone) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  static void text(HttpExchange exchange, String text) throws IOException {
    send(exchange, 200, text.getBytes(StandardCharsets.US_ASCII));
  }

  static void ok(HttpExchange exchange) throws IOException {
    text(exchange, "ok");
  }

  static void order(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("GET")) {
      text(exchange, "order");
    } else {
      status(exchange, 405);
    }
  }

  static void status(HttpExchange exchange, int code) throws IOException {
    send(exchange, code, new byte[0]);
  }

  static void fail(HttpExchange exchange) {
    throw new IllegalStateException("on purpose");
  }

  static void failLate(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(202, 0);
    exchange.getResponseBody().write("begun".getBytes(StandardCharsets.US_ASCII));
    exchange.getResponseBody().flush();
    fail(exchange);
  }

  /** On a thread of the app's, where nobody else would see it fail. */
  static void quietly(HttpExchange exchange, HttpHandler handler) {
    try {
      handler.handle(exchange);
    } catch (IOException clientIsGone) {
      exchange.close();
    }
  }

  static void file(HttpExchange exchange, File files) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/shop/files/".length());
    if (name.equals("hello.txt")) {
      send(exchange, 200, Files.readAllBytes(new File(files, name).toPath()));
    } else {
      status(exchange, 404);
    }
  }

  static void size(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain");
    send(exchange, 200, new byte[number(exchange, "bytes")]);
  }

  static void gzip(HttpExchange exchange) throws IOException {
    String accepted = exchange.getRequestHeaders().getFirst("Accept-Encoding");
    if (accepted == null || !accepted.contains("gzip")) {
      size(exchange);
      return;
    }
    exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(body)) {
      out.write(new byte[number(exchange, "bytes")]);
    }
    send(exchange, 200, body.toByteArray());
  }

  static void chunked(HttpExchange exchange) throws IOException {
    boolean isHead = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(200, isHead ? -1 : 0);
    OutputStream out = exchange.getResponseBody();
    for (int left = isHead ? 0 : number(exchange, "bytes"); left > 0; left -= 1000) {
      out.write(new byte[Math.min(1000, left)]);
      out.flush();
    }
    exchange.close();
  }

  static void echo(HttpExchange exchange) throws IOException {
    byte[] buffer = new byte[4096];
    InputStream in = exchange.getRequestBody();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      body.write(buffer, 0, n);
    }
    send(exchange, 200, body.toByteArray());
  }

  static void slowBody(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    for (int blocks = 0; blocks < 8000; blocks++) {
      out.write(new byte[64 << 10]);
      out.flush();
    }
    exchange.close();
  }

  static int number(HttpExchange exchange, String parameter) {
    String query = exchange.getRequestURI().getQuery();
    String behind = query.substring(query.indexOf(parameter + "=") + parameter.length() + 1);
    return Integer.parseInt(behind.replaceAll("&.*", ""));
  }
}
