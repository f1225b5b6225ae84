package io.pillion.helidon;

import java.util.List;

/** Asks a response for its exchange, in the place of a listener; it never becomes one. */
final class Asking implements Runnable {
  Exchange found;

  @Override
  public void run() {}

  void look(List<?> listeners) {
    found = in(listeners);
  }

  /** Null for a request that is not counted. */
  static Exchange in(List<?> listeners) {
    Object first = listeners.isEmpty() ? null : listeners.get(0);
    return first instanceof Exchange ? (Exchange) first : null;
  }
}
