package io.pillion.core;

import io.pillion.core.api.ServerInstrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Holds back what would initialise {@code java.util.logging}, as the JDK's HTTP server does. An app
 * that brings its own log manager (WildFly, Quarkus, Log4j's) must come first: the JDK chooses the
 * manager once, and WildFly does not boot with another one.
 */
final class AppLogging {
  /** For an app that shows no sign of a log manager of its own, nor of any use of logging. */
  private static final long PATIENCE_SECONDS = 2;

  /** For an app whose command line names a log manager: its own start may take a while. */
  private static final long PATIENCE_WITH_LOG_MANAGER_SECONDS = 60;

  /**
   * Loaded by the constructor of a log manager: by then the manager is chosen. When {@code
   * LogManager} itself is loaded, it is not yet: the thread that initialises it first has its
   * context class loader searched for the manager, which must not be the agent's.
   */
  private static final String MANAGER_IS_CHOSEN = "java/util/logging/LogManager$Cleaner";

  private final CountDownLatch inUse = new CountDownLatch(1);

  /**
   * To be run when the JVM loads a class of a name (with slashes). An app that starts a server has
   * set up its logging, whether that is the JDK's or not.
   */
  Map<String, Runnable> signals(Iterable<ServerInstrumentation> plugins) {
    Map<String, Runnable> signals = new HashMap<>();
    signals.put(MANAGER_IS_CHOSEN, inUse::countDown);
    for (ServerInstrumentation plugin : plugins) {
      signals.put(plugin.startsWith().replace('.', '/'), inUse::countDown);
    }
    return signals;
  }

  /** Returns when the app has begun to log through the JDK, or will hardly do so any more. */
  void await() throws InterruptedException {
    boolean hasManager = System.getProperty("java.util.logging.manager") != null;
    inUse.await(
        hasManager ? PATIENCE_WITH_LOG_MANAGER_SECONDS : PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
