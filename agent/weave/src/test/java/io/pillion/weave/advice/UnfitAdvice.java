package io.pillion.weave.advice;

import io.pillion.api.Watched;
import io.pillion.weave.Calls;

/** Does not find what it cannot do without. */
public final class UnfitAdvice {
  public UnfitAdvice(Watched library) {
    throw new IllegalStateException("there is no such field");
  }

  public static void called(String text) {
    Calls.add("unfit", text);
  }
}
