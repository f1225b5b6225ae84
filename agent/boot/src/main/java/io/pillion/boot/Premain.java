package io.pillion.boot;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.security.CodeSource;

/**
 * Where the JVM enters the agent. Nothing here may fail into the app: whatever goes wrong becomes
 * one line on stderr, and the app starts as if there were no agent.
 */
public final class Premain {
  private Premain() {}

  /**
   * Called by the JVM before {@code main} for {@code -javaagent:pillion-agent.jar=arguments}.
   *
   * @param arguments settings as {@code key=value,key=value}, or null
   */
  public static void premain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  /** Called by the JVM when the agent is attached to a running app; arguments as in premain. */
  public static void agentmain(String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  private static void start(String arguments, Instrumentation instrumentation) {
    long began = System.nanoTime();
    try {
      if (Launched.isTool(
              System.getProperty("sun.java.launcher"), System.getProperty("sun.java.command"))
          || !Enabled.by(
              arguments, System.getProperty("pillion.enabled"), System.getenv("PILLION_ENABLED"))) {
        return;
      }
      CodeSource source = Premain.class.getProtectionDomain().getCodeSource();
      File jar = new File(source.getLocation().toURI());
      ClassLoader loader = new AgentClassLoader(jar, Premain.class.getProtectionDomain());
      Class.forName("io.pillion.core.Agent", true, loader)
          .getMethod("start", String.class, Instrumentation.class, long.class)
          .invoke(null, arguments, instrumentation, began);
    } catch (Throwable failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      System.err.println("[pillion] cannot start, the app runs without metrics: " + cause);
    }
  }
}
