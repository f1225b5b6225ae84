package io.pillion.boot;

import java.io.File;
import java.lang.instrument.Instrumentation;

/** Where the JVM enters the agent that is attached to a running app, or detached from it. */
public final class Agentmain {
  /** The argument of the command line's {@code detach}. */
  private static final String DETACH = "@detach";

  /**
   * Begins the argument of the command line's {@code attach}: the jar to attach follows, up to the
   * end of the line, and then the settings. The class path of the app keeps the first jar that was
   * ever attached, and with it these entry classes; all else is to come from the jar that the user
   * has named now.
   */
  private static final String JAR = "@jar ";

  private Agentmain() {}

  /**
   * Called by the JVM; returns when the agent is at work, or is gone.
   *
   * @param arguments settings as in {@link Premain#premain}, or null; {@link #DETACH}; or {@link
   *     #JAR} with what follows it
   */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    if (DETACH.equals(arguments)) {
      detach();
    } else if (arguments != null && arguments.startsWith(JAR)) {
      int end = arguments.indexOf('\n');
      File jar = new File(arguments.substring(JAR.length(), end));
      Premain.start("attach", jar, arguments.substring(end + 1), instrumentation);
    } else {
      Premain.start("attach", null, arguments, instrumentation);
    }
  }

  private static void detach() {
    try {
      Premain.stop();
    } catch (Throwable failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      System.err.println("[pillion] cannot be detached as a whole: " + cause);
    }
  }
}
