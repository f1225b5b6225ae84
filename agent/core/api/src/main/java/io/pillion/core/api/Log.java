package io.pillion.core.api;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The agent's few lines, on stderr and nowhere else: a logging framework would be the app's to
 * configure, and using it early can keep the app's own from starting.
 */
public final class Log {
  // As it was when the agent started: an app may point System.err at its own logger later.
  private static final PrintStream STDERR = System.err;

  private static final int REMEMBERED = 50;
  private static final Deque<String> LAST = new ArrayDeque<>();

  private Log() {}

  public static void line(String message) {
    synchronized (LAST) {
      if (LAST.size() == REMEMBERED) {
        LAST.removeFirst();
      }
      LAST.addLast(message);
    }
    STDERR.println("[pillion] " + message);
  }

  /** The last lines, for whoever attached the agent and does not see the app's stderr. */
  public static List<String> last() {
    synchronized (LAST) {
      return new ArrayList<>(LAST);
    }
  }
}
