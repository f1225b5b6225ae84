package io.pillion.api;

import java.util.concurrent.atomic.LongAdder;

/**
 * The time that the agent's own code takes in a request, measured in one request of 16. The time at
 * which a request began decides whether it is measured: every place that works for the request
 * comes to the same answer, without anything being kept or shared, and other requests read no clock
 * for it. One request of 1,024 would be too few: the processor forgets code that it passes so
 * seldom, and the result would be seven times of what a request takes. Safe for use by any thread.
 */
public final class Overhead {
  private static final int SAMPLED_BITS = 4;

  /**
   * 2^64 divided by the golden ratio: spreads times evenly over the upper bits, also those of a
   * clock that ticks in steps of 100 ns (Knuth, The Art of Computer Programming 3, 6.4).
   */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final LongAdder requests = new LongAdder();
  private final LongAdder nanos = new LongAdder();

  /**
   * Whether the work for a request is timed.
   *
   * @param startNanos {@link System#nanoTime()} when it began
   */
  public static boolean isSampled(long startNanos) {
    return (startNanos * SPREAD) >>> (Long.SIZE - SAMPLED_BITS) == 0;
  }

  /** Adds work that began at a time and has just ended, for a sampled request that goes on. */
  public void add(long sinceNanos) {
    nanos.add(System.nanoTime() - sinceNanos);
  }

  /** Adds the last work for a sampled request. */
  public void addLast(long sinceNanos) {
    add(sinceNanos);
    requests.increment();
  }

  /** Sampled requests that are over. */
  public long requests() {
    return requests.sum();
  }

  /** What the agent's code took in the sampled requests. */
  public double seconds() {
    return nanos.sum() / 1e9;
  }
}
