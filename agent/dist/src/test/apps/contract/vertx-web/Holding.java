import io.vertx.ext.web.RoutingContext;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Requests that are answered when the test says so. */
final class Holding {
  private static final Queue<Runnable> HELD = new ConcurrentLinkedQueue<>();

  private Holding() {}

  static void hold(RoutingContext context) {
    HELD.add(() -> Answers.ok(context));
  }

  static void beginAndHold(RoutingContext context) {
    begin(context, "begun");
  }

  static void events(RoutingContext context) {
    context.response().putHeader("Content-Type", "text/event-stream");
    begin(context, "data: begun\n\n");
  }

  private static void begin(RoutingContext context, String text) {
    context.response().setChunked(true).write(text);
    HELD.add(context.response()::end);
  }

  static void count(RoutingContext context) {
    Answers.text(context, String.valueOf(HELD.size()));
  }

  static void release(RoutingContext context) {
    for (Runnable held = HELD.poll(); held != null; held = HELD.poll()) {
      try {
        held.run();
      } catch (IllegalStateException gone) {
        // the client has not waited
      }
    }
    Answers.ok(context);
  }
}
