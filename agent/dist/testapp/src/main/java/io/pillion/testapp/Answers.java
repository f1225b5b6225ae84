package io.pillion.testapp;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Deque;
import java.util.HashMap;
import org.xnio.channels.StreamSourceChannel;

/** Handlers that answer. */
final class Answers {
  private Answers() {}

  static void ok(HttpServerExchange exchange) {
    exchange.getResponseSender().send("ok");
  }

  /** As an app may that makes its own routing look like Undertow's. */
  static void nullTemplate(HttpServerExchange exchange) {
    exchange.putAttachment(
        PathTemplateMatch.ATTACHMENT_KEY, new PathTemplateMatch(null, new HashMap<>()));
    ok(exchange);
  }

  /** {@code ?code=404}, without a body. */
  static void status(HttpServerExchange exchange) {
    exchange.setStatusCode(number(exchange, "code", 200));
    exchange.endExchange();
  }

  /** {@code ?bytes=1000}, with a Content-Length. */
  static void size(HttpServerExchange exchange) {
    exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
    exchange.getResponseSender().send(ByteBuffer.wrap(text(number(exchange, "bytes", 1))));
  }

  /** {@code ?bytes=1000}, in chunks. */
  static void chunked(HttpServerExchange exchange) throws IOException {
    byte[] text = text(number(exchange, "bytes", 1));
    try (OutputStream out = exchange.getOutputStream()) {
      for (int at = 0; at < text.length; at += 1000) {
        out.write(text, at, Math.min(1000, text.length - at));
        out.flush();
      }
    }
  }

  /** Reads the body and answers with its length. */
  static void echo(HttpServerExchange exchange) throws IOException {
    long length = 0;
    byte[] buffer = new byte[4096];
    InputStream in = exchange.getInputStream();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      length += n;
    }
    exchange.getResponseSender().send(String.valueOf(length));
  }

  /** Receives the body without holding a thread and answers with its length. */
  static void receive(HttpServerExchange exchange) {
    exchange
        .getRequestReceiver()
        .receiveFullBytes(
            (received, body) -> received.getResponseSender().send(String.valueOf(body.length)));
  }

  /** Transfers the body into a file, as an upload may be, and answers with its length. */
  static void toFile(HttpServerExchange exchange) throws IOException {
    Path file = Files.createTempFile("body", null);
    long length = 0;
    try (FileChannel target = FileChannel.open(file, StandardOpenOption.WRITE)) {
      StreamSourceChannel body = exchange.getRequestChannel();
      for (long n = 0; n >= 0; n = body.transferTo(length, Long.MAX_VALUE, target)) {
        length += n;
        if (n == 0) {
          body.awaitReadable();
        }
      }
    } finally {
      Files.delete(file);
    }
    exchange.getResponseSender().send(String.valueOf(length));
  }

  static void blocking(HttpServerExchange exchange) throws IOException {
    exchange.getOutputStream().write("ok".getBytes(StandardCharsets.US_ASCII));
  }

  /** {@code ?bytes=…}: writes until done or until the client is gone. */
  static void slowBody(HttpServerExchange exchange) throws IOException {
    byte[] block = text(64 << 10);
    OutputStream out = exchange.getOutputStream();
    for (int left = number(exchange, "bytes", 1); left > 0; left -= block.length) {
      out.write(block);
      out.flush();
    }
  }

  private static byte[] text(int length) {
    byte[] text = new byte[length];
    java.util.Arrays.fill(text, (byte) 'x');
    return text;
  }

  static int number(HttpServerExchange exchange, String parameter, int absent) {
    Deque<String> values = exchange.getQueryParameters().get(parameter);
    return values == null ? absent : Integer.parseInt(values.getFirst());
  }
}
