package io.pillion.export.http;

import java.util.concurrent.TimeUnit;

/**
 * Bounds work that clients can ask for as often as they like: it is done for one client at a time,
 * and gets a quarter of one processor, however many ask. A second's work may come at once: a pair
 * of scrapers and a person with a browser wait for nothing.
 */
public final class Throttle {
  private static final int PART = 4;
  private static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Bounds the wait after work that took very long, or in which the machine stood still. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  /** Work that was done, less the share of the time that has passed since. */
  private long doneNanos;

  private long countedNanos = System.nanoTime();
  private boolean taken;

  /**
   * Waits for a turn. It ends with {@link #end}, whatever becomes of the work.
   *
   * @return {@link System#nanoTime()} when it began
   */
  public synchronized long begin() throws InterruptedException {
    while (taken || nanosToWait() > 0) {
      if (taken) {
        wait();
      } else {
        wait(1 + TimeUnit.NANOSECONDS.toMillis(nanosToWait()));
      }
    }
    taken = true;
    return System.nanoTime();
  }

  private long nanosToWait() {
    long now = System.nanoTime();
    doneNanos = Math.max(0, doneNanos - (now - countedNanos) / PART);
    countedNanos = now;
    return PART * (doneNanos - AT_ONCE_NANOS);
  }

  /**
   * @param beganNanos what {@link #begin} gave
   * @param laterNanos what is yet to do for this work elsewhere
   */
  public synchronized void end(long beganNanos, long laterNanos) {
    long most = AT_ONCE_NANOS + LONGEST_WAIT_NANOS / PART;
    doneNanos = Math.min(doneNanos + System.nanoTime() - beganNanos + laterNanos, most);
    taken = false;
    notifyAll();
  }
}
