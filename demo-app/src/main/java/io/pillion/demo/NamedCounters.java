package io.pillion.demo;

import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counters that clients name. Safe for use by many threads; their number is limited. */
final class NamedCounters {

  static final int LIMIT = 1_000;

  private final Map<String, AtomicLong> counters = new ConcurrentHashMap<>();

  /** Adds one and returns the new value; empty for a new name when there are {@link #LIMIT}. */
  OptionalLong increment(String name) {
    AtomicLong known = counters.get(name);
    AtomicLong counter = known == null ? admit(name) : known;
    return counter == null ? OptionalLong.empty() : OptionalLong.of(counter.incrementAndGet());
  }

  /** Empty for a name that was never incremented. */
  OptionalLong value(String name) {
    AtomicLong counter = counters.get(name);
    return counter == null ? OptionalLong.empty() : OptionalLong.of(counter.get());
  }

  private synchronized AtomicLong admit(String name) {
    if (counters.size() >= LIMIT) {
      return counters.get(name);
    }
    return counters.computeIfAbsent(name, any -> new AtomicLong());
  }
}
