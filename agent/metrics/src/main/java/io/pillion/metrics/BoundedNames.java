package io.pillion.metrics;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The values of a label, of which so many are kept apart and the rest are {@code _OTHER}. */
final class BoundedNames {
  private final Set<String> names = ConcurrentHashMap.newKeySet();
  private final LongAdder overflow = new LongAdder();
  private final int limit;

  BoundedNames(int limit) {
    this.limit = limit;
  }

  /** The name itself, or {@code _OTHER}. */
  String admit(String name) {
    if (names.contains(name)) {
      return name;
    }
    synchronized (this) {
      if (names.size() < limit || names.contains(name)) {
        names.add(name);
        return name;
      }
    }
    overflow.increment();
    return Routes.OTHER;
  }

  long overflow() {
    return overflow.sum();
  }
}
