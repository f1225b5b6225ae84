package io.pillion.core;

import io.pillion.core.api.ServerInstrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Tells how far the app's start has come, and holds back what would initialise {@code
 * java.util.logging}, as the JDK's HTTP server does. An app that brings its own log manager
 * (WildFly, Quarkus, Log4j's) must come first: the JDK chooses the manager once, and WildFly does
 * not boot with another one.
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

  /**
   * An app that has loaded no class for so long has started, or waits for something: at its start
   * there are 20 ms between two classes at the most. What the exporter needs takes as much CPU as
   * all else of the agent's start together, so it is left for then.
   */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /** For an app that goes on loading classes, since it began to log or to start its server. */
  private static final long PATIENCE_FOR_QUIET_NANOS = TimeUnit.SECONDS.toNanos(3);

  private final CountDownLatch inUse = new CountDownLatch(1);
  private volatile long lastSign = System.nanoTime();

  /**
   * To be run when the JVM loads a class of a name (with slashes). An app that starts a server has
   * set up its logging, whether that is the JDK's or not.
   */
  Map<String, Runnable> signals(Iterable<ServerInstrumentation> plugins) {
    Map<String, Runnable> signals = new HashMap<>();
    Runnable sign = this::sign;
    signals.put(MANAGER_IS_CHOSEN, sign);
    for (ServerInstrumentation plugin : plugins) {
      signals.put(plugin.startsWith().replace('.', '/'), sign);
    }
    return signals;
  }

  private void sign() {
    lastSign = System.nanoTime();
    inUse.countDown();
  }

  /** Returns when the app has begun to log through the JDK, or will hardly do so any more. */
  void await() throws InterruptedException {
    boolean hasManager = System.getProperty("java.util.logging.manager") != null;
    inUse.await(
        hasManager ? PATIENCE_WITH_LOG_MANAGER_SECONDS : PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Returns a little later than {@link #await}: when the app is likely to have started.
   *
   * @param lastLoadedNanos when the JVM has last loaded a class
   * @param hasAnswered the server has answered a request: there is nothing to wait for any more
   */
  void awaitQuiet(LongSupplier lastLoadedNanos, BooleanSupplier hasAnswered)
      throws InterruptedException {
    while (System.nanoTime() - lastLoadedNanos.getAsLong() < QUIET_NANOS
        && System.nanoTime() - lastSign < PATIENCE_FOR_QUIET_NANOS
        && !hasAnswered.getAsBoolean()) {
      Thread.sleep(10);
    }
  }
}
