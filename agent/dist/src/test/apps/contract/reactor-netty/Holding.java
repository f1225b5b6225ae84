import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Requests that are answered when the test says so. */
final class Holding {
  private static final Queue<CompletableFuture<Void>> HELD = new ConcurrentLinkedQueue<>();

  private Holding() {}

  private static Mono<Void> held() {
    CompletableFuture<Void> release = new CompletableFuture<>();
    HELD.add(release);
    return Mono.fromFuture(release);
  }

  static Publisher<Void> hold(HttpServerRequest request, HttpServerResponse response) {
    return held().thenMany(Flux.defer(() -> Answers.ok(request, response)));
  }

  static Publisher<Void> beginAndHold(HttpServerRequest request, HttpServerResponse response) {
    return begin(response, "begun");
  }

  static Publisher<Void> events(HttpServerRequest request, HttpServerResponse response) {
    return begin(response.sse(), "data: begun\n\n");
  }

  private static Publisher<Void> begin(HttpServerResponse response, String text) {
    Mono<byte[]> rest = held().then(Mono.empty());
    Flux<byte[]> body = Flux.concat(Mono.just(text.getBytes(StandardCharsets.US_ASCII)), rest);
    return response.send(body.map(Unpooled::wrappedBuffer), piece -> true); // flushed each
  }

  static Publisher<Void> count(HttpServerRequest request, HttpServerResponse response) {
    return Answers.text(response, String.valueOf(HELD.size()));
  }

  static Publisher<Void> release(HttpServerRequest request, HttpServerResponse response) {
    for (CompletableFuture<Void> held = HELD.poll(); held != null; held = HELD.poll()) {
      held.complete(null);
    }
    return Answers.ok(request, response);
  }
}
