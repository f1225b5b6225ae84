package io.pillion.testapp;

/** Throws before what extends it is an object. */
class Paper {
  Paper(int worth) {
    if (worth < 0) {
      throw new IllegalStateException("less than nothing");
    }
  }
}
