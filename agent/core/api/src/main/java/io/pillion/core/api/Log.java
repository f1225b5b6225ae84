package io.pillion.core.api;

import java.io.PrintStream;

/**
 * The agent's few lines, on stderr and nowhere else: a logging framework would be the app's to
 * configure, and using it early can keep the app's own from starting.
 */
public final class Log {
  // As it was when the agent started: an app may point System.err at its own logger later.
  private static final PrintStream STDERR = System.err;

  private Log() {}

  public static void line(String message) {
    STDERR.println("[pillion] " + message);
  }
}
