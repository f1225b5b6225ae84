package io.pillion.api;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What went wrong inside the agent and was kept from the app. The first fault of each consequence
 * at each place is printed, all are counted. Safe for use by any thread.
 */
public final class Faults {
  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
  private final Set<String> printed = ConcurrentHashMap.newKeySet();

  /**
   * Makes the count of a place exist at 0, so that an alert sees its first fault as an increase.
   */
  public void expect(String where) {
    counts.putIfAbsent(where, new LongAdder());
  }

  /**
   * Counts a fault and never throws.
   *
   * @param where the value of the label {@code where} of {@code pillion_errors_total}: a constant
   */
  public void swallow(String where, Throwable fault) {
    swallow(where, fault, "a fault was kept from the app (more of its kind are only counted)");
  }

  /**
   * @param consequence what the fault means to the user: one of a few constants
   */
  public void swallow(String where, Throwable fault, String consequence) {
    try {
      LongAdder count = counts.computeIfAbsent(where, place -> new LongAdder());
      count.increment();
      if (printed.add(where + ": " + consequence)) {
        Log.line(where + ": " + consequence + ": " + fault);
      }
    } catch (Throwable worse) {
      // An app out of memory or stack is not helped by a second error.
    }
  }

  /** Faults so far, by place. */
  public Map<String, Long> counts() {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((where, count) -> sums.put(where, count.sum()));
    return sums;
  }
}
