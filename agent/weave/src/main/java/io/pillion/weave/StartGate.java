package io.pillion.weave;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where classes that are to be woven wait until the agent is ready for them, or never will be. */
final class StartGate {
  private static final long PATIENCE_SECONDS = 20;

  private final CountDownLatch decided = new CountDownLatch(1);
  private volatile boolean open;

  void open() {
    open = true;
    decided.countDown();
  }

  /** Lets classes through as they are. */
  void close() {
    open = false;
    decided.countDown();
  }

  boolean isOpen() {
    return open;
  }

  /** Waits for the decision; an interrupt of the app's thread stays for the app to see. */
  boolean awaitOpen() {
    try {
      return decided.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && open;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return open;
    }
  }
}
