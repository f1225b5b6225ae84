package io.pillion.weave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What advice was called with. There is one of it, whatever loaded the advice. */
public final class Calls {
  private static final List<List<Object>> MADE = new ArrayList<>();

  private Calls() {}

  public static synchronized void add(Object... values) {
    MADE.add(Arrays.asList(values));
  }

  static synchronized List<List<Object>> take() {
    List<List<Object>> made = new ArrayList<>(MADE);
    MADE.clear();
    return made;
  }
}
