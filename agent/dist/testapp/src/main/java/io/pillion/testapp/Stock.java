package io.pillion.testapp;

/** Something that has so many pieces. */
interface Stock {
  int pieces();

  default int pairs() {
    return pieces() / 2;
  }
}
