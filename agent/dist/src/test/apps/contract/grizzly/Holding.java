import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.http.server.Response;

/** Requests that are answered when the test says so. */
final class Holding {
  private static final Queue<Runnable> HELD = new ConcurrentLinkedQueue<>();

  private Holding() {}

  static void later(Request request, Response response) {
    response.suspend();
    new Thread(() -> answer(response)).start();
  }

  private static void answer(Response response) {
    try {
      Answers.text(response, "ok");
    } catch (IOException clientIsGone) {
      // nobody is there
    } finally {
      response.resume();
    }
  }

  static void hold(Request request, Response response) {
    response.suspend();
    HELD.add(() -> answer(response));
  }

  static void beginAndHold(Request request, Response response) throws IOException {
    begin(response, "begun");
  }

  static void events(Request request, Response response) throws IOException {
    response.setContentType("text/event-stream");
    begin(response, "data: begun\n\n");
  }

  private static void begin(Response response, String text) throws IOException {
    response.suspend();
    response.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    response.flush();
    HELD.add(response::resume);
  }

  static void count(Request request, Response response) throws IOException {
    Answers.text(response, String.valueOf(HELD.size()));
  }

  static void release(Request request, Response response) throws IOException {
    for (Runnable held = HELD.poll(); held != null; held = HELD.poll()) {
      held.run();
    }
    Answers.ok(request, response);
  }
}
