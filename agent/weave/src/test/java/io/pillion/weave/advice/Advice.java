package io.pillion.weave.advice;

import io.pillion.api.Watched;
import io.pillion.weave.Calls;

/** Tells of each call, and fails when it is asked to. */
public final class Advice {
  public Advice(Watched library) {}

  public static void entered(int a, long b, double c, String d) {
    Calls.add("entered", a, b, c, d);
  }

  public static void called(String text) {
    Calls.add("called", text);
  }

  public static void met(Object self) {
    Calls.add("met", self);
  }

  public static String replaced(String text) {
    Calls.add("replaced", text);
    if (text.startsWith("fail")) {
      throw new IllegalArgumentException(text);
    }
    return text + "!";
  }

  public static Object answered(String text) {
    Calls.add("answered", text);
    if (text.startsWith("fail")) {
      throw new IllegalArgumentException(text);
    }
    return text.equals("known") ? "an answer" : null;
  }

  public static void failing(String text) {
    if (text.startsWith("fail")) {
      throw new IllegalArgumentException(text);
    }
    if (text.startsWith("unlinked")) {
      throw new NoSuchMethodError(text);
    }
  }

  public static void before(StringBuilder on, String prefix, String text) {
    Calls.add("before", on.toString(), prefix, text);
  }

  public static void returned(long result, int a, long b, double c, String d, long beganNanos) {
    Calls.add("returned", result, a, b, c, d, System.nanoTime() - beganNanos);
  }

  public static void left(Object self, String text) {
    Calls.add("left", self, text);
  }

  public static void failed(Throwable thrown, Object field) {
    Calls.add("failed", thrown, field);
  }

  public static void threw(Throwable thrown, int a) {
    Calls.add("threw", thrown, a);
  }
}
