package io.pillion.weave.advice;

import io.pillion.api.Watched;
import io.pillion.weave.Calls;

/** Of a second plug-in. */
public final class OtherAdvice {
  public OtherAdvice(Watched library) {}

  public static void called(String text) {
    Calls.add("other", text);
  }
}
