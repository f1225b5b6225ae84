package io.pillion.testapp;

/** What others inherit; it is not public, which makes compilers pass its methods on. */
class Depot {
  private int pieces;

  public int store(int more) {
    pieces += more;
    return pieces;
  }

  public int pieces() {
    return pieces;
  }

  static int capacity() {
    return 100;
  }
}
