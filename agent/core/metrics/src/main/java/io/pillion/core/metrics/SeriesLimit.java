package io.pillion.core.metrics;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many series the HTTP metrics have, as Prometheus counts the text format: each bucket, sum and
 * count is one. It bounds the agent's memory whatever the product of routes, methods, statuses and
 * headers is. Safe for use by any thread.
 */
final class SeriesLimit {
  private final int limit;
  private final AtomicInteger taken = new AtomicInteger();
  private final LongAdder overflow = new LongAdder();

  SeriesLimit(int limit) {
    this.limit = limit;
  }

  /**
   * Further series are to be made.
   *
   * @param last where what does not fit is counted: it is made in any case
   * @return false if they are too many, and must not be
   */
  boolean admits(int series, boolean last) {
    if (taken.addAndGet(series) <= limit || last) {
      return true;
    }
    taken.addAndGet(-series);
    return false;
  }

  int taken() {
    return taken.get();
  }

  /** Counts a request that is counted elsewhere than it should. */
  void overflowed() {
    overflow.increment();
  }

  long overflow() {
    return overflow.sum();
  }
}
