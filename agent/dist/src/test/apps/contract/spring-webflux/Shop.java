import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is answered without waiting for the test. */
@Controller
public class Shop {
  @GetMapping("/orders/{id}")
  @ResponseBody
  String order(@PathVariable("id") String id) {
    return "order";
  }

  @RequestMapping("/any")
  @ResponseBody
  String any() {
    return "ok";
  }

  @GetMapping("/status")
  ResponseEntity<Void> status(@RequestParam("code") int code) {
    return ResponseEntity.status(code).build();
  }

  @GetMapping("/send-error")
  Mono<Void> sendError(@RequestParam("code") int code) {
    return Mono.error(new ResponseStatusException(HttpStatus.valueOf(code)));
  }

  @GetMapping("/throw")
  Mono<String> fail() {
    throw new IllegalStateException("on purpose");
  }

  @GetMapping("/throw-late")
  Mono<Void> failLate(ServerHttpResponse response) {
    response.setStatusCode(HttpStatus.ACCEPTED);
    DataBuffer begun =
        response.bufferFactory().wrap("begun".getBytes(StandardCharsets.US_ASCII));
    return response.writeAndFlushWith(
        Flux.concat(
            Mono.just(Mono.just(begun)), Mono.error(new IllegalStateException("on purpose"))));
  }

  @GetMapping("/async")
  @ResponseBody
  Mono<String> later() {
    return Mono.delay(Duration.ofMillis(5)).thenReturn("ok");
  }

  @GetMapping("/forward")
  @ResponseBody
  String forward() {
    return "ok";
  }

  @GetMapping({"/size", "/gzip"})
  ResponseEntity<byte[]> size(@RequestParam("bytes") int bytes) {
    return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(new byte[bytes]);
  }

  @GetMapping("/chunked")
  Mono<Void> chunked(@RequestParam("bytes") int bytes, ServerHttpResponse response) {
    DataBufferFactory buffers = response.bufferFactory();
    return response.writeWith(
        Flux.range(0, (bytes + 999) / 1000)
            .map(piece -> buffers.wrap(new byte[Math.min(1000, bytes - piece * 1000)])));
  }

  @PostMapping("/echo")
  Mono<ResponseEntity<byte[]>> echo(@RequestBody Mono<byte[]> body) {
    return body.map(
        bytes -> ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM).body(bytes));
  }

  @PostMapping("/ignore")
  @ResponseBody
  String ignore() {
    return "ok";
  }

  @GetMapping("/slow-body")
  Mono<Void> slowBody(ServerHttpResponse response) {
    DataBufferFactory buffers = response.bufferFactory();
    return response.writeWith(
        Flux.range(0, 8000).map(block -> buffers.wrap(new byte[64 << 10])));
  }
}
