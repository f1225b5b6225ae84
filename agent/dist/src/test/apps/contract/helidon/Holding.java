import io.helidon.http.HeaderNames;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

/** Requests that are answered when the test says so. Each has a virtual thread, which waits. */
final class Holding {
  private static final Queue<CountDownLatch> HELD = new ConcurrentLinkedQueue<>();

  private Holding() {}

  private static void awaitRelease() throws InterruptedException {
    CountDownLatch release = new CountDownLatch(1);
    HELD.add(release);
    release.await();
  }

  static void hold(ServerRequest request, ServerResponse response) throws InterruptedException {
    awaitRelease();
    response.send("ok");
  }

  static void beginAndHold(ServerRequest request, ServerResponse response) throws Exception {
    begin(response, "begun");
  }

  static void events(ServerRequest request, ServerResponse response) throws Exception {
    response.header(HeaderNames.CONTENT_TYPE, "text/event-stream");
    begin(response, "data: begun\n\n");
  }

  /** Emits events until the client is gone. */
  static void sink(ServerRequest request, ServerResponse response) throws InterruptedException {
    try (SseSink sink = response.sink(SseSink.TYPE)) {
      sink.emit(SseEvent.create("begun"));
      awaitRelease();
      for (int event = 0; event < 1_000_000; event++) {
        sink.emit(SseEvent.create("event"));
      }
    }
  }

  private static void begin(ServerResponse response, String text)
      throws IOException, InterruptedException {
    try (OutputStream out = response.outputStream()) {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      awaitRelease();
    }
  }

  static void count(ServerRequest request, ServerResponse response) {
    response.send(String.valueOf(HELD.size()));
  }

  static void release(ServerRequest request, ServerResponse response) {
    for (CountDownLatch held = HELD.poll(); held != null; held = HELD.poll()) {
      held.countDown();
    }
    response.send("ok");
  }
}
