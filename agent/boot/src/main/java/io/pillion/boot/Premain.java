package io.pillion.boot;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.security.AllPermission;
import java.util.function.Function;

/**
 * Where the JVM enters the agent. Nothing here may fail into the app: whatever goes wrong becomes
 * one line on stderr, and the app starts as if there were no agent.
 */
public final class Premain {
  /**
   * The version of the calls between these classes and {@code io.pillion.run}. The JVM keeps the
   * entry classes of the first jar that was attached; an agent of another version may come later.
   */
  private static final int PROTOCOL = 1;

  /** The {@code io.pillion.run.Entry} of the agent in this JVM, or null; guarded by this class. */
  static Object agent;

  private Premain() {}

  /**
   * Called by the JVM before {@code main} for {@code -javaagent:pillion-agent.jar=arguments}.
   *
   * @param arguments settings as {@code key=value,key=value}, or null
   */
  public static void premain(String arguments, Instrumentation instrumentation) {
    start("start", null, arguments, instrumentation);
  }

  /**
   * Starts the agent, unless the user does not want it, or an agent is at work already.
   *
   * @param how {@code start} or {@code attach}
   * @param jar that holds the agent; null for the jar that this class came from
   */
  static synchronized void start(
      String how, File jar, String arguments, Instrumentation instrumentation) {
    long began = System.nanoTime();
    try {
      requirePermission();
      if (!isWanted(how, arguments)) {
        return;
      }
      if (agent != null) {
        if (isAtWork()) {
          System.err.println("[pillion] is at work in this JVM already; this start is ignored");
          return;
        }
        stop();
      }
      ClassLoader loader = new AgentClassLoader(jar == null ? AgentClassLoader.ownJar() : jar);
      agent = entry(loader).apply(new Object[] {how, arguments, instrumentation, began, PROTOCOL});
    } catch (Throwable failure) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      System.err.println("[pillion] cannot start, the app runs without metrics: " + cause);
    }
  }

  /**
   * A security manager, which Java has up to 23, would let the agent fail anywhere on its way.
   *
   * @throws SecurityException if a security manager does not let the agent do everything
   */
  private static void requirePermission() {
    SecurityManager manager = System.getSecurityManager();
    if (manager != null) {
      try {
        manager.checkPermission(new AllPermission());
      } catch (SecurityException denied) {
        throw new SecurityException(
            "the security manager's policy must grant java.security.AllPermission to the code base"
                + " of pillion-agent.jar");
      }
    }
  }

  private static boolean isWanted(String how, String arguments) {
    boolean isTool =
        how.equals("start")
            && Launched.isTool(
                System.getProperty("sun.java.launcher"), System.getProperty("sun.java.command"));
    return !isTool
        && Enabled.by(
            arguments, System.getProperty("pillion.enabled"), System.getenv("PILLION_ENABLED"));
  }

  /**
   * The agent, by a type that both class loaders have. To call its method by reflection would have
   * a cold JVM write a dozen classes (JEP 416) while the app waits.
   */
  @SuppressWarnings("unchecked") // what the class implements
  private static Function<Object[], Object> entry(ClassLoader loader)
      throws ReflectiveOperationException {
    return (Function<Object[], Object>)
        Class.forName("io.pillion.run.Entry", true, loader)
            .asSubclass(Function.class)
            .getDeclaredConstructor()
            .newInstance();
  }

  /** False for an agent that was switched off in its configuration file, or could not start. */
  private static boolean isAtWork() throws ReflectiveOperationException {
    return (Boolean) agent.getClass().getMethod("isAtWork").invoke(agent);
  }

  /** Takes the agent out of the JVM, if there is one. */
  static synchronized void stop() throws ReflectiveOperationException {
    Object last = agent;
    agent = null;
    if (last != null) {
      last.getClass().getMethod("stop").invoke(last);
    }
  }
}
