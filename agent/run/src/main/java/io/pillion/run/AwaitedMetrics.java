package io.pillion.run;

import io.pillion.api.ServerMetrics;
import io.pillion.metrics.Metrics;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * The metrics, for which a thread of the app's waits that needs them before they are made. It does
 * not make them itself: a thread that the library starts inherits the context class loader and the
 * access control context of its creator. It would tie the app's class loader to itself for ever.
 */
final class AwaitedMetrics implements Supplier<ServerMetrics> {
  private final CountDownLatch decided = new CountDownLatch(1);
  private volatile Metrics metrics;

  void areMade(Metrics made) {
    metrics = made;
    decided.countDown();
  }

  /** Lets go on whoever waits, if the metrics are not made by now. */
  void areNotMade() {
    decided.countDown();
  }

  /**
   * Waits for the metrics; an interrupt of the app's thread stays for the app to see.
   *
   * @throws IllegalStateException if the agent did not start
   */
  @Override
  public ServerMetrics get() {
    boolean interrupted = false;
    while (decided.getCount() > 0) {
      try {
        decided.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (metrics == null) {
      throw new IllegalStateException("the agent did not start");
    }
    return metrics;
  }
}
