package io.pillion.metrics;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * How many series the HTTP metrics and those of the app's own methods have, as Prometheus counts
 * the text format: each bucket, sum and count is one. It bounds the agent's memory whatever the
 * product of routes, methods, statuses and headers, or of a rule's labels, is. Safe for use by any
 * thread.
 */
public final class SeriesLimit {
  private final int limit;
  private final AtomicInteger taken = new AtomicInteger();
  private final LongAdder overflow = new LongAdder();

  public SeriesLimit(int limit) {
    this.limit = limit;
  }

  /**
   * Further series are to be made.
   *
   * @param last where what does not fit is counted: it is made in any case
   * @return false if they are too many, and must not be
   */
  public boolean admits(int series, boolean last) {
    if (taken.addAndGet(series) <= limit || last) {
      return true;
    }
    taken.addAndGet(-series);
    return false;
  }

  /** Whether so many would be admitted now. */
  public boolean hasRoomFor(int series) {
    return taken.get() + series <= limit;
  }

  /** Series that were admitted are there no more. */
  public void release(int series) {
    taken.addAndGet(-series);
  }

  int taken() {
    return taken.get();
  }

  /** Counts an observation that is counted elsewhere than it should. */
  public void overflowed() {
    overflow.increment();
  }

  long overflow() {
    return overflow.sum();
  }
}
