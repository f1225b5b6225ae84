import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import reactor.core.publisher.Mono;

/** Requests that are answered when the test says so. */
@Controller
public class Holding {
  private final Queue<CompletableFuture<String>> held = new ConcurrentLinkedQueue<>();

  @GetMapping("/hold")
  @ResponseBody
  Mono<String> hold() {
    CompletableFuture<String> release = new CompletableFuture<>();
    held.add(release);
    return Mono.fromFuture(release);
  }

  @GetMapping("/begin-and-hold")
  Mono<Void> beginAndHold(ServerHttpResponse response) {
    return begin(response, MediaType.TEXT_PLAIN, "begun");
  }

  @GetMapping("/events")
  Mono<Void> events(ServerHttpResponse response) {
    return begin(response, MediaType.TEXT_EVENT_STREAM, "data: begun\n\n");
  }

  private Mono<Void> begin(ServerHttpResponse response, MediaType type, String text) {
    response.getHeaders().setContentType(type);
    DataBuffer begun = response.bufferFactory().wrap(text.getBytes(StandardCharsets.US_ASCII));
    Mono<DataBuffer> rest = hold().then(Mono.empty());
    return response.writeAndFlushWith(
        reactor.core.publisher.Flux.concat(Mono.just(Mono.just(begun)), Mono.just(rest)));
  }

  @GetMapping("/control/held")
  @ResponseBody
  String count() {
    return String.valueOf(held.size());
  }

  @GetMapping("/control/release")
  @ResponseBody
  String release() {
    for (CompletableFuture<String> each = held.poll(); each != null; each = held.poll()) {
      each.complete("ok");
    }
    return "ok";
  }
}
