package io.pillion.weave.advice;

import io.pillion.api.Watched;
import io.pillion.weave.Calls;
import io.pillion.weave.javax.Message;

/** Written once, for a library of which some packages have two names. */
public final class ServletAdvice {
  public ServletAdvice(Watched library) {}

  public static void handled(Message message) {
    Calls.add(message.attribute("io.pillion.weave.javax.route"), message.getClass().getName());
  }
}
