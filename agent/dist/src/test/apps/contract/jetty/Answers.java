import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What is answered without waiting for the test. */
final class Answers {
  private Answers() {}

  static void text(Response response, String text, Callback callback) {
    response.write(true, bytes(text), callback);
  }

  /**
   * Not by {@code callback.succeeded()} alone: behind an answer of another thread, Jetty would now
   * and then end that twice and close the connection.
   */
  private static void nothing(Response response, int status, Callback callback) {
    response.setStatus(status);
    response.write(true, null, callback);
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static int number(Request request, String parameter) throws Exception {
    return Integer.parseInt(Request.extractQueryParameters(request).getValue(parameter));
  }

  static void ok(Request request, Response response, Callback callback) {
    text(response, "ok", callback);
  }

  static void order(Request request, Response response, Callback callback) {
    if (request.getMethod().equals("POST")) {
      nothing(response, 405, callback);
    } else {
      text(response, "order", callback);
    }
  }

  static void status(Request request, Response response, Callback callback) throws Exception {
    nothing(response, number(request, "code"), callback);
  }

  static void sendError(Request request, Response response, Callback callback) throws Exception {
    Response.writeError(request, response, callback, number(request, "code"));
  }

  static void fail(Request request, Response response, Callback callback) {
    throw new IllegalStateException("on purpose");
  }

  static void failLate(Request request, Response response, Callback callback) throws Exception {
    response.setStatus(202);
    OutputStream out = Content.Sink.asOutputStream(response);
    out.write("begun".getBytes(StandardCharsets.US_ASCII));
    out.flush();
    throw new IllegalStateException("on purpose");
  }

  static void later(Request request, Response response, Callback callback) {
    new Thread(() -> text(response, "ok", callback)).start();
  }

  static void size(Request request, Response response, Callback callback) throws Exception {
    byte[] body = new byte[number(request, "bytes")];
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
    response.write(true, ByteBuffer.wrap(body), callback);
  }

  static void chunked(Request request, Response response, Callback callback) throws Exception {
    OutputStream out = Content.Sink.asOutputStream(response);
    out.flush();
    for (int left = number(request, "bytes"); left > 0; left -= 1000) {
      out.write(new byte[Math.min(1000, left)]);
      out.flush();
    }
    callback.succeeded();
  }

  static void echo(Request request, Response response, Callback callback) throws Exception {
    try (InputStream in = Content.Source.asInputStream(request)) {
      response.write(true, ByteBuffer.wrap(in.readAllBytes()), callback);
    }
  }

  static void slowBody(Request request, Response response, Callback callback) throws Exception {
    OutputStream out = Content.Sink.asOutputStream(response);
    for (int blocks = 0; blocks < 8000; blocks++) {
      out.write(new byte[64 << 10]);
    }
    callback.succeeded();
  }

  static void upgrade(Request request, Response response, Callback callback) {
    EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
    request.setAttribute(HttpStream.UPGRADE_CONNECTION_ATTRIBUTE, new Hello(endPoint));
    response.setStatus(101);
    response.getHeaders().put(HttpHeader.CONNECTION, "Upgrade");
    response.getHeaders().put(HttpHeader.UPGRADE, "shop");
    callback.succeeded();
  }

  /** The connection that it is upgraded to. */
  private static final class Hello extends AbstractConnection {
    Hello(EndPoint endPoint) {
      super(endPoint, Runnable::run);
    }

    @Override
    public void onOpen() {
      super.onOpen();
      getEndPoint().write(Callback.from(this::close), bytes("hello"));
    }

    @Override
    public void onFillable() {}
  }
}
