import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** What is answered without waiting for the test. */
final class Answers {
  private Answers() {}

  static void send(Response response, byte[] body) throws IOException {
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  static void text(Response response, String text) throws IOException {
    send(response, text.getBytes(StandardCharsets.US_ASCII));
  }

  static void ok(Request request, Response response) throws IOException {
    text(response, "ok");
  }

  static void order(Request request, Response response) throws IOException {
    if (request.getMethod().getMethodString().equals("GET")) {
      text(response, "order");
    } else {
      response.setStatus(405);
    }
  }

  static void status(Request request, Response response) {
    response.setStatus(number(request, "code"));
  }

  static void sendError(Request request, Response response) throws IOException {
    response.sendError(number(request, "code"));
  }

  static void fail(Request request, Response response) {
    throw new IllegalStateException("on purpose");
  }

  static void failLate(Request request, Response response) throws IOException {
    response.setStatus(202);
    response.getOutputStream().write("begun".getBytes(StandardCharsets.US_ASCII));
    response.flush();
    fail(request, response);
  }

  static void size(Request request, Response response) throws IOException {
    send(response, new byte[number(request, "bytes")]);
  }

  static void gzip(Request request, Response response) throws IOException {
    response.setContentType("text/html");
    response.getOutputStream().write(new byte[number(request, "bytes")]);
  }

  static void chunked(Request request, Response response) throws IOException {
    OutputStream out = response.getOutputStream();
    for (int left = number(request, "bytes"); left > 0; left -= 1000) {
      out.write(new byte[Math.min(1000, left)]);
      out.flush();
    }
  }

  static void echo(Request request, Response response) throws IOException {
    byte[] buffer = new byte[4096];
    InputStream in = request.getInputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      body.write(buffer, 0, n);
    }
    send(response, body.toByteArray());
  }

  static void slowBody(Request request, Response response) throws IOException {
    OutputStream out = response.getOutputStream();
    for (int blocks = 0; blocks < 8000; blocks++) {
      out.write(new byte[64 << 10]);
      out.flush();
    }
  }

  private static int number(Request request, String parameter) {
    return Integer.parseInt(request.getParameter(parameter));
  }
}
