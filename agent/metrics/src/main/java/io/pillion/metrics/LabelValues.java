package io.pillion.metrics;

import io.pillion.api.HttpMethod;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * The values of a label that are kept apart; all others are {@code _OTHER}. Each value has a
 * number, from 0, by which requests are told apart without an object. Safe for use by any thread.
 */
public final class LabelValues {
  /** The value of what is not kept apart. */
  public static final String OTHER = HttpMethod.OTHER.label();

  /** The number of no value. */
  static final int ABSENT = 0;

  /** The number of {@link #OTHER}. */
  static final int OTHERS = 1;

  private final Map<String, Integer> numbers = new ConcurrentHashMap<>();
  private final List<String> values = new CopyOnWriteArrayList<>();
  private final LongAdder overflow = new LongAdder();
  private volatile int limit;

  public LabelValues() {
    values.add(null);
    add(OTHER);
  }

  /** Keeps so many values apart: those that are kept already, and then whatever comes first. */
  public void keepFirst(int values) {
    limit = values;
  }

  /** Keeps these values apart, and no others. */
  public synchronized void keepOnly(Collection<String> listed) {
    limit = 0;
    numbers.keySet().removeIf(value -> !value.equals(OTHER) && !listed.contains(value));
    listed.forEach(this::add);
  }

  /** The value itself, or {@code _OTHER}. */
  public String admit(String value) {
    return value(number(value));
  }

  /**
   * @param value null if there is none
   */
  int number(String value) {
    if (value == null) {
      return ABSENT;
    }
    Integer known = numbers.get(value);
    if (known == null) {
      known = hasRoom() ? tryAdd(value) : numbers.get(value);
    }
    if (known == null) {
      overflow.increment();
      return OTHERS;
    }
    return known;
  }

  private boolean hasRoom() {
    return numbers.size() <= limit; // and OTHER
  }

  /** Null if there are too many. */
  private synchronized Integer tryAdd(String value) {
    if (hasRoom()) {
      add(value);
    }
    return numbers.get(value);
  }

  private synchronized void add(String value) {
    if (!numbers.containsKey(value)) {
      values.add(value);
      numbers.put(value, values.size() - 1);
    }
  }

  /** Null if there is none. */
  String value(int number) {
    return values.get(number);
  }

  /** How many numbers there are. */
  int size() {
    return values.size();
  }

  /** How often a value was not kept apart. */
  public long overflow() {
    return overflow.sum();
  }
}
