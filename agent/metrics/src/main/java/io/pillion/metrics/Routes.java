package io.pillion.metrics;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The distinct routes, each with its series, and the limit that keeps their number bounded whatever
 * an app registers. Safe for use by any thread.
 */
final class Routes {
  static final String UNMATCHED = "_UNMATCHED";
  static final String EVERYTHING = "/*";

  /** Characters that a route may have. */
  static final int LONGEST = 256;

  private final Map<String, RouteSeries> byLabel = new ConcurrentHashMap<>();
  private final HttpMetrics http;
  private final int limit;
  private final LongAdder overflow = new LongAdder();
  private int admitted;

  /**
   * @param limit how many routes of the app's are kept apart
   */
  Routes(int limit, HttpMetrics http) {
    this.limit = limit;
    this.http = http;
  }

  /** The series of a route of the app's; past the limits, those of {@code _OTHER}. */
  RouteSeries of(String label) {
    RouteSeries known = byLabel.get(label);
    return known != null ? known : admit(label);
  }

  /** The series of requests that nothing answered. */
  RouteSeries unmatched() {
    return ofOwn(UNMATCHED);
  }

  /** The series of {@code _OTHER}. */
  RouteSeries other() {
    return ofOwn(LabelValues.OTHER);
  }

  /** The series of a label that the agent made up: the limit is not for them. */
  private RouteSeries ofOwn(String label) {
    RouteSeries known = byLabel.get(label);
    return known != null
        ? known
        : byLabel.computeIfAbsent(label, fresh -> new RouteSeries(fresh, http));
  }

  private synchronized RouteSeries admit(String label) {
    if (!byLabel.containsKey(label) && !label.equals(EVERYTHING)) {
      if (label.equals(LabelValues.OTHER) || label.length() > LONGEST || admitted == limit) {
        return other();
      }
      admitted++;
    }
    return ofOwn(label);
  }

  /** Counts an observation that fell into {@code _OTHER}. */
  void overflowed() {
    overflow.increment();
  }

  long overflow() {
    return overflow.sum();
  }

  /**
   * How many steps of routing are remembered: every route of a few steps' depth below the limit. An
   * app that goes on registering paths for ever is routed past this without being remembered.
   */
  int steps() {
    return 8 * limit + 64;
  }

  boolean hasAny() {
    return !byLabel.isEmpty();
  }
}
