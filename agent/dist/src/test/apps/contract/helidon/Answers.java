import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;

/** What is answered without waiting for the test. */
final class Answers {
  private Answers() {}

  static void ok(ServerRequest request, ServerResponse response) {
    response.send("ok");
  }

  static void order(ServerRequest request, ServerResponse response) {
    response.send("order");
  }

  static void status(ServerRequest request, ServerResponse response) {
    response.status(Status.create(number(request, "code"))).send();
  }

  static void fail(ServerRequest request, ServerResponse response) {
    throw new IllegalStateException("on purpose");
  }

  static void failAsAnotherIsGone(ServerRequest request, ServerResponse response) {
    throw new UncheckedIOException(new ConnectException("on purpose"));
  }

  static void failLate(ServerRequest request, ServerResponse response) throws IOException {
    response.status(202);
    OutputStream out = response.outputStream();
    out.write("begun".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    throw new IllegalStateException("on purpose");
  }

  static void size(ServerRequest request, ServerResponse response) {
    int bytes = number(request, "bytes");
    response.header(HeaderNames.CONTENT_TYPE, "text/plain");
    if (request.prologue().method().text().equals("HEAD")) {
      response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(bytes));
      response.send();
    } else {
      response.send(new byte[bytes]);
    }
  }

  static void chunked(ServerRequest request, ServerResponse response) throws IOException {
    int bytes = number(request, "bytes");
    if (request.prologue().method().text().equals("HEAD")) {
      response.send();
      return;
    }
    try (OutputStream out = response.outputStream()) {
      for (int left = bytes; left > 0; left -= 1000) {
        out.write(new byte[Math.min(1000, left)]);
        out.flush();
      }
    }
  }

  static void echo(ServerRequest request, ServerResponse response) throws IOException {
    response.send(request.content().inputStream().readAllBytes());
  }

  static void slowBody(ServerRequest request, ServerResponse response) throws IOException {
    try (OutputStream out = response.outputStream()) {
      for (int block = 0; block < 8000; block++) {
        out.write(new byte[64 << 10]);
      }
    }
  }

  private static int number(ServerRequest request, String parameter) {
    return Integer.parseInt(request.query().get(parameter));
  }
}
