import io.netty.channel.ChannelHandlerContext;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Requests that are answered when the test says so. */
final class Holding {
  private static final Queue<Runnable> HELD = new ConcurrentLinkedQueue<>();

  private Holding() {}

  static void hold(ChannelHandlerContext context, Runnable rest) {
    HELD.add(() -> context.executor().execute(rest));
  }

  static String count() {
    return String.valueOf(HELD.size());
  }

  static void release() {
    for (Runnable held = HELD.poll(); held != null; held = HELD.poll()) {
      held.run();
    }
  }
}
