package io.pillion.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * A measurement as one method calls it. Where the method is there for the sake of classes that
 * inherit it, the call is given the object as well, last, to see whether it is of such a class.
 */
final class MeasuredCall {
  private static final String RETURNED = "returned";
  private static final String THREW = "threw";
  private static final String OF_HEIR = "OfHeir";

  private final Measurement measurement;
  private final boolean ofHeirs;

  /**
   * @param ofHeirs the method's own class is not asked for, only classes below it are
   */
  MeasuredCall(Measurement measurement, boolean ofHeirs) {
    this.measurement = measurement;
    this.ofHeirs = ofHeirs;
  }

  Measurement measurement() {
    return measurement;
  }

  boolean isMadeWhen(boolean threw) {
    Outcome when = measurement.rule().when();
    return threw ? when.ofThrown() : when.ofReturned();
  }

  /** What it takes, in this order. */
  List<Source> needs(boolean threw) {
    List<Source> needs = measurement.rule().needs(threw);
    if (ofHeirs) {
      needs = new ArrayList<>(needs);
      needs.add(Source.parse("this"));
    }
    return needs;
  }

  /** The name by which the linker knows it. */
  String advice(boolean threw) {
    return (threw ? THREW : RETURNED) + (ofHeirs ? OF_HEIR : "");
  }

  static boolean isOfThrown(String advice) {
    return advice.startsWith(THREW);
  }

  static boolean isOfHeirs(String advice) {
    return advice.endsWith(OF_HEIR);
  }
}
