import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.NetSocket;
import io.vertx.ext.web.RoutingContext;

/** What is answered without waiting for the test. */
final class Answers {
  private static final int SLOW_BODY_BYTES = 500_000_000;

  private Answers() {}

  static void guard(RoutingContext context) {
    if (context.request().path().equals("/shop/private")) {
      context.response().setStatusCode(401).end();
    } else {
      context.next();
    }
  }

  static void text(RoutingContext context, String text) {
    if (context.request().method().name().equals("HEAD")) {
      context.response().putHeader("Content-Length", "" + text.length()).end();
    } else {
      context.response().end(text);
    }
  }

  static void ok(RoutingContext context) {
    text(context, "ok");
  }

  static void status(RoutingContext context) {
    context.response().setStatusCode(number(context, "code")).end();
  }

  static void fail(RoutingContext context) {
    throw new IllegalStateException("on purpose");
  }

  static void failLate(RoutingContext context) {
    context.response().setStatusCode(202).setChunked(true).write("begun");
    throw new IllegalStateException("late, on purpose");
  }

  static void size(RoutingContext context) {
    context.response().putHeader("Content-Type", "text/plain");
    byte[] body = new byte[number(context, "bytes")];
    if (context.request().method().name().equals("HEAD")) {
      context.response().putHeader("Content-Length", "" + body.length).end();
    } else {
      context.response().end(Buffer.buffer(body));
    }
  }

  static void chunked(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (!context.request().method().name().equals("HEAD")) {
      response.setChunked(true);
      for (int left = number(context, "bytes"); left > 0; left -= 1000) {
        response.write(Buffer.buffer(new byte[Math.min(1000, left)]));
      }
    }
    response.end();
  }

  static void echo(RoutingContext context) {
    context.request().bodyHandler(body -> context.response().end(body));
  }

  static void slowBody(RoutingContext context) {
    HttpServerResponse response = context.response().setChunked(true);
    Buffer block = Buffer.buffer(new byte[64 << 10]);
    boolean[] isGone = {false};
    int[] left = {SLOW_BODY_BYTES};
    response.exceptionHandler(gone -> isGone[0] = true);
    response.drainHandler(drained -> write(response, block, left, isGone));
    write(response, block, left, isGone);
  }

  private static void write(
      HttpServerResponse response, Buffer block, int[] left, boolean[] isGone) {
    while (!isGone[0] && left[0] > 0 && !response.writeQueueFull()) {
      left[0] -= block.length();
      response.write(block);
    }
    if (!isGone[0] && left[0] <= 0) {
      response.end();
    }
  }

  static void upgrade(RoutingContext context) {
    context.request().toNetSocket().onSuccess(Answers::greet);
  }

  private static void greet(NetSocket socket) {
    socket.write("hello");
    socket.close();
  }

  static int number(RoutingContext context, String parameter) {
    return Integer.parseInt(context.request().getParam(parameter));
  }
}
