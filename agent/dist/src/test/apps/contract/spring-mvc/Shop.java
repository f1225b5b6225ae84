import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;

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
  void sendError(@RequestParam("code") int code, HttpServletResponse response)
      throws IOException {
    response.sendError(code);
  }

  @GetMapping("/private")
  @ResponseBody
  String neverReached() {
    return "ok";
  }

  @GetMapping("/throw")
  String fail() {
    throw new IllegalStateException("on purpose");
  }

  @GetMapping("/throw-late")
  void failLate(HttpServletResponse response) throws IOException {
    response.setStatus(202);
    response.getOutputStream().write("begun".getBytes(StandardCharsets.US_ASCII));
    response.flushBuffer();
    throw new IllegalStateException("on purpose");
  }

  @GetMapping("/async")
  @ResponseBody
  DeferredResult<String> later() {
    DeferredResult<String> result = new DeferredResult<>();
    new Thread(() -> result.setResult("ok")).start();
    return result;
  }

  @GetMapping("/callable")
  @ResponseBody
  Callable<String> callable() {
    return () -> "ok";
  }

  @GetMapping("/future")
  @ResponseBody
  CompletableFuture<String> future() {
    return CompletableFuture.supplyAsync(() -> "ok");
  }

  @GetMapping("/async-throw")
  @ResponseBody
  Callable<String> failLater() {
    return () -> {
      throw new IllegalStateException("on purpose");
    };
  }

  @GetMapping("/forward")
  String forward() {
    return "forward:/orders/7";
  }

  @GetMapping({"/size", "/gzip"})
  ResponseEntity<byte[]> size(@RequestParam("bytes") int bytes) {
    return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body(new byte[bytes]);
  }

  @GetMapping("/chunked")
  void chunked(@RequestParam("bytes") int bytes, HttpServletResponse response)
      throws IOException {
    response.flushBuffer();
    for (int left = bytes; left > 0; left -= 1000) {
      response.getOutputStream().write(new byte[Math.min(1000, left)]);
      response.flushBuffer();
    }
  }

  @PostMapping("/echo")
  ResponseEntity<byte[]> echo(@RequestBody byte[] body) {
    return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM).body(body);
  }

  @PostMapping("/ignore")
  @ResponseBody
  String ignore() {
    return "ok";
  }

  @GetMapping("/slow-body")
  void slowBody(HttpServletResponse response) throws IOException {
    OutputStream out = response.getOutputStream();
    for (int blocks = 0; blocks < 8000; blocks++) {
      out.write(new byte[64 << 10]);
      out.flush();
    }
  }

  @GetMapping("/upgrade")
  void upgrade(HttpServletRequest request, HttpServletResponse response) throws Exception {
    Upgrading.upgrade(request, response);
  }
}
