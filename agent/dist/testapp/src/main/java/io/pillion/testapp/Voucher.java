package io.pillion.testapp;

/** Throws when it is an object already. */
class Voucher extends Paper {
  private final int worth;

  Voucher(int worth) {
    super(worth);
    if (worth > 100) {
      throw new IllegalArgumentException("too much");
    }
    this.worth = worth;
  }

  int worth() {
    return worth;
  }
}
