package io.pillion.rules;

/** Measured, in a class loader of its own. */
public final class Subject {
  private Subject() {}

  public static int twice(int number) {
    return 2 * number;
  }
}
