package io.pillion.demo;

import java.util.concurrent.atomic.AtomicLong;

/** The app's one counter. Safe for use by many threads; no increment is lost. */
final class Counter {

  private final AtomicLong value = new AtomicLong();

  /** Adds one and returns the new value. */
  long increment() {
    return value.incrementAndGet();
  }

  long value() {
    return value.get();
  }

  void set(long newValue) {
    value.set(newValue);
  }
}
