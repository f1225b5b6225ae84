import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.context.request.async.DeferredResult;

/** Requests that are answered when the test says so. */
@Controller
public class Holding {
  private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();

  @GetMapping("/hold")
  @ResponseBody
  DeferredResult<String> hold() {
    DeferredResult<String> result = new DeferredResult<>();
    held.add(() -> result.setResult("ok"));
    return result;
  }

  @GetMapping("/begin-and-hold")
  @ResponseBody
  DeferredResult<String> beginAndHold(HttpServletResponse response) throws IOException {
    return begin(response, "text/plain", "begun");
  }

  @GetMapping("/events")
  @ResponseBody
  DeferredResult<String> events(HttpServletResponse response) throws IOException {
    return begin(response, "text/event-stream", "data: begun\n\n");
  }

  private DeferredResult<String> begin(HttpServletResponse response, String type, String text)
      throws IOException {
    response.setContentType(type);
    response.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    response.flushBuffer();
    return hold();
  }

  @GetMapping("/control/held")
  @ResponseBody
  String count() {
    return String.valueOf(held.size());
  }

  @GetMapping("/control/release")
  @ResponseBody
  String release() {
    for (Runnable each = held.poll(); each != null; each = held.poll()) {
      each.run();
    }
    return "ok";
  }
}
