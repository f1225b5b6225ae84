import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Requests that are answered when the test says so. */
final class Holding {
  private static final Queue<Runnable> HELD = new ConcurrentLinkedQueue<>();

  private Holding() {}

  static void hold(Request request, Response response, Callback callback) {
    HELD.add(() -> Answers.text(response, "ok", callback));
  }

  static void beginAndHold(Request request, Response response, Callback callback) {
    begin(response, "begun", callback);
  }

  static void events(Request request, Response response, Callback callback) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
    begin(response, "data: begun\n\n", callback);
  }

  private static void begin(Response response, String text, Callback callback) {
    response.write(
        false,
        Answers.bytes(text),
        Callback.from(
            () -> HELD.add(() -> Answers.text(response, "ok", callback)), callback::failed));
  }

  static void count(Request request, Response response, Callback callback) {
    Answers.text(response, String.valueOf(HELD.size()), callback);
  }

  static void release(Request request, Response response, Callback callback) {
    for (Runnable held = HELD.poll(); held != null; held = HELD.poll()) {
      held.run();
    }
    Answers.ok(request, response, callback);
  }
}
