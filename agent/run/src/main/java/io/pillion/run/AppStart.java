package io.pillion.run;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Tells how far the app's start has come, by the classes that the JVM loads. Safe for use by any
 * thread.
 */
final class AppStart implements Consumer<String> {
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

  /** How long an app may go on loading classes since it began to start its server. */
  private static final long PATIENCE_WITH_SERVER_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** How long an app without a server may go on loading classes since the agent's start. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /**
   * An app that has loaded no class for so long has settled: a framework may prepare itself for
   * some seconds before it starts its server.
   */
  private static final long SETTLED_NANOS = TimeUnit.SECONDS.toNanos(10);

  /** After so long an app counts as settled that never stops to load classes. */
  private static final long PATIENCE_TO_SETTLE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Set<String> serverStarts;
  private volatile long lastLoadedNanos = System.nanoTime();
  private volatile long deadline = System.nanoTime() + PATIENCE_NANOS;
  private Runnable afterLogging;
  private boolean hasLogging;

  /**
   * @param serverStarts the classes (with slashes) whose loading says that a server starts
   */
  AppStart(Set<String> serverStarts) {
    this.serverStarts = serverStarts;
  }

  /** The JVM loads a class of a name (with slashes), or has loaded it before. */
  @Override
  public void accept(String className) {
    lastLoadedNanos = System.nanoTime();
    if (serverStarts.contains(className)) {
      serverBegins();
    } else if (className.equals(MANAGER_IS_CHOSEN)) {
      loggingBegins();
    }
  }

  private void serverBegins() {
    long soon = System.nanoTime() + PATIENCE_WITH_SERVER_NANOS;
    if (soon - deadline < 0) {
      deadline = soon;
    }
  }

  private synchronized void loggingBegins() {
    hasLogging = true;
    if (afterLogging != null) {
      afterLogging.run();
      afterLogging = null;
    }
  }

  /**
   * Runs what initialises {@code java.util.logging} when the app has done so, which may be never.
   * The JDK chooses its log manager once, and an app that brings another one (WildFly, Quarkus,
   * Log4j's) may name it as late as it likes: the agent must not come first.
   *
   * @param action returns at once: the app's thread that begins to log runs it
   */
  synchronized void afterLogging(Runnable action) {
    if (hasLogging) {
      action.run();
    } else {
      afterLogging = action;
    }
  }

  /**
   * Returns when the app is likely to have started, a second after it began to start its server, or
   * 5 s after the agent's start.
   *
   * @param hasAnswered the server has answered a request: there is nothing to wait for any more
   */
  void awaitQuiet(BooleanSupplier hasAnswered) throws InterruptedException {
    while (System.nanoTime() - lastLoadedNanos < QUIET_NANOS
        && System.nanoTime() - deadline < 0
        && !hasAnswered.getAsBoolean()) {
      Thread.sleep(10);
    }
  }

  /**
   * Returns when the app has loaded no class for 10 s, or a minute from now.
   *
   * @param isDone there is nothing to wait for any more
   */
  void awaitSettled(BooleanSupplier isDone) throws InterruptedException {
    long began = System.nanoTime();
    while (System.nanoTime() - lastLoadedNanos < SETTLED_NANOS
        && System.nanoTime() - began < PATIENCE_TO_SETTLE_NANOS
        && !isDone.getAsBoolean()) {
      Thread.sleep(500);
    }
  }
}
