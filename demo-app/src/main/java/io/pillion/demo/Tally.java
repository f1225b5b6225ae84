package io.pillion.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts what became of requests. Safe for use by many threads. */
final class Tally {

  private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(10);

  private final LongAdder sent = new LongAdder();
  private final LongAdder failed = new LongAdder();

  /** By first digit of the status. */
  private final AtomicLongArray answered = new AtomicLongArray(10);

  private final Histogram latencyMicros = new ConcurrentHistogram(MAX_MICROS, 3);

  void sent() {
    sent.increment();
  }

  /**
   * @param latency from when the request was due
   */
  void answered(int status, Duration latency) {
    answered.incrementAndGet(status / 100);
    latencyMicros.recordValue(
        Math.min(TimeUnit.NANOSECONDS.toMicros(latency.toNanos()), MAX_MICROS));
  }

  void failed() {
    failed.increment();
  }

  /**
   * @param statusClass 2 for 200 to 299, and so on
   */
  long answers(int statusClass) {
    return answered.get(statusClass);
  }

  long requests() {
    return sent.sum();
  }

  long errors() {
    return failed.sum();
  }

  /**
   * One line.
   *
   * @param sending how long requests were sent
   */
  String summary(Duration sending) {
    double seconds = sending.toNanos() / 1e9;
    return String.format(
        Locale.ROOT,
        "%d requests in %.1f s (%.1f/s): 2xx %d, 4xx %d, 5xx %d, errors %d;"
            + " p50 %.1f ms, p95 %.1f ms, p99 %.1f ms",
        requests(),
        seconds,
        requests() / seconds,
        answers(2),
        answers(4),
        answers(5),
        errors(),
        percentileMillis(50),
        percentileMillis(95),
        percentileMillis(99));
  }

  private double percentileMillis(double percentile) {
    return latencyMicros.getValueAtPercentile(percentile) / 1e3;
  }
}
