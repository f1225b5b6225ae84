package io.pillion.testapp;

import java.util.ArrayDeque;
import java.util.Deque;

/** Holds things; {@link Counted} are all that it does. */
@Counted
class Shelf implements Stock {
  private final Deque<Object> things = new ArrayDeque<>();

  void put(Object thing) {
    things.add(thing);
  }

  @Override
  public int pieces() {
    return things.size();
  }
}
