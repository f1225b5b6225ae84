package io.pillion.api;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Keeps the faults of one place from the app, and takes out what fails there when that is no
 * accident: when 100 calls in a row have failed, or a class or a member is missing, which will not
 * come back. Safe for use by any thread.
 */
public final class Guard {
  private static final int MOST_IN_A_ROW = 100;

  private final Faults faults;
  private final String where;
  private final Consumer<String> breaker;
  private final AtomicInteger inARow = new AtomicInteger();

  /**
   * @param where as in {@link Faults#swallow}
   * @param breaker takes out what fails, and is given the reason; it may be called more than once
   */
  public Guard(Faults faults, String where, Consumer<String> breaker) {
    this.faults = faults;
    this.where = where;
    this.breaker = breaker;
    faults.expect(where);
  }

  /** A call has done what it should. Writes nothing unless the one before has failed. */
  public void passed() {
    if (inARow.get() != 0) {
      inARow.set(0);
    }
  }

  /**
   * Counts a fault and never throws. An app that is out of memory or stack fails in any code, which
   * says nothing about this.
   */
  public void swallow(Throwable fault) {
    try {
      faults.swallow(where, fault);
      if (fault instanceof LinkageError) {
        breaker.accept(where + ": " + fault);
      } else if (!(fault instanceof VirtualMachineError)
          && inARow.incrementAndGet() == MOST_IN_A_ROW) {
        breaker.accept(MOST_IN_A_ROW + " faults in a row in " + where + ", the last: " + fault);
      }
    } catch (Throwable worse) {
      // Of two faults one was counted; the app is to feel neither.
    }
  }
}
