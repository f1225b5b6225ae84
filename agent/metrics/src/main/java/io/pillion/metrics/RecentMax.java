package io.pillion.metrics;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The greatest of the last 40 to 60 seconds, as Micrometer's {@code TimeWindowMax} in its
 * Prometheus registry: three windows of 20 seconds, of which the oldest is emptied when time goes
 * on.
 */
final class RecentMax {
  private static final int WINDOWS = 3;
  private static final long WINDOW_NANOS = 20_000_000_000L;

  private final long startNanos;
  // Of doubles that are not negative, the bits are in the order of the numbers.
  private final AtomicLongArray greatest = new AtomicLongArray(WINDOWS);
  private final AtomicInteger window = new AtomicInteger();

  /**
   * @param nanos {@link System#nanoTime()}
   */
  RecentMax(long nanos) {
    this.startNanos = nanos;
  }

  /**
   * @param value not negative
   */
  void offer(double value, long nanos) {
    int slot = goTo(nanos) % WINDOWS;
    long bits = Double.doubleToRawLongBits(value);
    long known = greatest.get(slot);
    while (bits > known && !greatest.compareAndSet(slot, known, bits)) {
      known = greatest.get(slot);
    }
  }

  double at(long nanos) {
    goTo(nanos);
    long bits = 0;
    for (int slot = 0; slot < WINDOWS; slot++) {
      bits = Math.max(bits, greatest.get(slot));
    }
    return Double.longBitsToDouble(bits);
  }

  /** Empties the windows that were passed; whoever comes first does. */
  private int goTo(long nanos) {
    int now = (int) ((nanos - startNanos) / WINDOW_NANOS);
    for (int last = window.get(); last < now; last = window.get()) {
      int next = Math.max(last + 1, now - WINDOWS + 1);
      if (window.compareAndSet(last, next)) {
        greatest.set(next % WINDOWS, 0);
      }
    }
    return now;
  }
}
