import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** What is answered without waiting for the test. */
final class Answers {
  private Answers() {}

  static Publisher<Void> text(HttpServerResponse response, String text) {
    return bytes(response, text.getBytes(StandardCharsets.US_ASCII));
  }

  static Publisher<Void> bytes(HttpServerResponse response, byte[] body) {
    response.header(HttpHeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
    return body.length == 0
        ? response.send()
        : response.sendObject(Unpooled.wrappedBuffer(body));
  }

  static Publisher<Void> ok(HttpServerRequest request, HttpServerResponse response) {
    return text(response, "ok");
  }

  static Publisher<Void> order(HttpServerRequest request, HttpServerResponse response) {
    return text(response, "order");
  }

  static Publisher<Void> status(HttpServerRequest request, HttpServerResponse response) {
    return response.status(number(request, "code")).send();
  }

  static Publisher<Void> fail(HttpServerRequest request, HttpServerResponse response) {
    throw new IllegalStateException("on purpose");
  }

  static Publisher<Void> failLate(HttpServerRequest request, HttpServerResponse response) {
    return response
        .status(202)
        .sendString(Flux.concat(Mono.just("begun"), Mono.error(new IllegalStateException())));
  }

  static Publisher<Void> later(HttpServerRequest request, HttpServerResponse response) {
    return Mono.delay(Duration.ofMillis(5)).thenMany(Flux.defer(() -> ok(request, response)));
  }

  static Publisher<Void> size(HttpServerRequest request, HttpServerResponse response) {
    response.header(HttpHeaderNames.CONTENT_TYPE, "text/plain");
    byte[] body = new byte[number(request, "bytes")];
    if (request.method().name().equals("HEAD")) {
      return response.header(HttpHeaderNames.CONTENT_LENGTH, "" + body.length).send();
    }
    return bytes(response, body);
  }

  static Publisher<Void> chunked(HttpServerRequest request, HttpServerResponse response) {
    int bytes = number(request, "bytes");
    if (request.method().name().equals("HEAD")) {
      return response.send();
    }
    Flux<byte[]> pieces =
        Flux.range(0, (bytes + 999) / 1000)
            .map(piece -> new byte[Math.min(1000, bytes - piece * 1000)]);
    return response.sendByteArray(pieces);
  }

  static Publisher<Void> echo(HttpServerRequest request, HttpServerResponse response) {
    return request
        .receive()
        .aggregate()
        .asByteArray()
        .defaultIfEmpty(new byte[0])
        .flatMapMany(body -> bytes(response, body));
  }

  static Publisher<Void> slowBody(HttpServerRequest request, HttpServerResponse response) {
    return response.sendByteArray(Flux.range(0, 8000).map(block -> new byte[64 << 10]));
  }

  static int number(HttpServerRequest request, String parameter) {
    return Integer.parseInt(
        new QueryStringDecoder(request.uri()).parameters().get(parameter).get(0));
  }
}
