package io.pillion.metrics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * The distinct routes, each with its series, and the limit that keeps their number bounded whatever
 * an app registers. Safe for use by any thread.
 *
 * @param <S> what is counted of a method
 */
final class Routes<S extends RequestSeries> {
  static final String OTHER = "_OTHER";
  static final String UNMATCHED = "_UNMATCHED";
  static final String EVERYTHING = "/*";

  /** Characters that a route may have. */
  static final int LONGEST = 256;

  private final Map<String, RouteSeries<S>> byLabel = new ConcurrentHashMap<>();
  private final Function<String, RouteSeries<S>> series;
  private final int limit;
  private final LongAdder overflow = new LongAdder();
  private int admitted;

  /**
   * @param limit how many routes of the app's are kept apart
   * @param series makes the series of a new label
   */
  Routes(int limit, Function<String, RouteSeries<S>> series) {
    this.limit = limit;
    this.series = series;
  }

  /** The series of a route of the app's; past the limits, those of {@code _OTHER}. */
  RouteSeries<S> of(String label) {
    RouteSeries<S> known = byLabel.get(label);
    return known != null ? known : admit(label);
  }

  /** The series of a label that the agent made up: the limit is not for them. */
  RouteSeries<S> ofOwn(String label) {
    return byLabel.computeIfAbsent(label, series);
  }

  private synchronized RouteSeries<S> admit(String label) {
    if (label.equals(OTHER)
        || label.length() > LONGEST
        || (!byLabel.containsKey(label) && admitted >= limit)) {
      return ofOwn(OTHER);
    }
    return byLabel.computeIfAbsent(
        label,
        fresh -> {
          admitted++;
          return series.apply(fresh);
        });
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

  Collection<RouteSeries<S>> all() {
    return new ArrayList<>(byLabel.values());
  }
}
