package io.pillion.api;

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

  /**
   * @param message may quote what others wrote: characters that would end the line, or steer a
   *     terminal, are shown as their numbers
   */
  public static void line(String message) {
    String line = shown(message);
    synchronized (LAST) {
      if (LAST.size() == REMEMBERED) {
        LAST.removeFirst();
      }
      LAST.addLast(line);
    }
    STDERR.println("[pillion] " + line);
  }

  private static String shown(String message) {
    StringBuilder shown = null;
    for (int i = 0; i < message.length(); i++) {
      char c = message.charAt(i);
      boolean control = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
      if (control && shown == null) {
        shown = new StringBuilder(message.length() + 16).append(message, 0, i);
      }
      if (control) {
        shown.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
      } else if (shown != null) {
        shown.append(c);
      }
    }
    return shown == null ? message : shown.toString();
  }

  /** The last lines, for whoever attached the agent and does not see the app's stderr. */
  public static List<String> last() {
    synchronized (LAST) {
      return new ArrayList<>(LAST);
    }
  }
}
