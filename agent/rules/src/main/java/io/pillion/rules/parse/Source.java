package io.pillion.rules.parse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a number or the text of a label comes from: something at hand when a method ends, and
 * perhaps a way from there through getters and fields, such as {@code arg0.customer.name()}.
 */
public final class Source {
  /** What is at hand. */
  public enum Given {
    /** The number 1. */
    CALLS,
    /** Seconds from the method's begin to its end. */
    DURATION,
    RETURN,
    THIS,
    /** A parameter's value as it was passed, whatever the method has stored in it since. */
    ARGUMENT,
    THROWN
  }

  static final String ALLOWED =
      "calls, duration, return, this, thrown, arg0, arg1 and so on; the last five also followed by"
          + " getters and fields without arguments, such as arg0.size() or this.total";

  private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
  private static final Pattern SYNTAX =
      Pattern.compile(
          "(?:(calls|duration|return|this|thrown)|arg(\\d{1,3}))((?:\\." + NAME + "(?:\\(\\))?)*)");

  private final Given given;
  private final int argument;
  private final List<String> steps;
  private final String text;

  private Source(Given given, int argument, List<String> steps, String text) {
    this.given = given;
    this.argument = argument;
    this.steps = steps;
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException if the text is none of {@link #ALLOWED}
   */
  public static Source parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new WrongText(text, "is no value; allowed is " + ALLOWED);
    }
    int argument = matcher.group(2) == null ? -1 : Integer.parseInt(matcher.group(2));
    Given given = argument >= 0 ? Given.ARGUMENT : Given.valueOf(upper(matcher.group(1)));
    List<String> steps = new ArrayList<>();
    for (String step : matcher.group(3).split("\\.", -1)) {
      if (!step.isEmpty()) {
        steps.add(step);
      }
    }
    if (!steps.isEmpty() && (given == Given.CALLS || given == Given.DURATION)) {
      String why = ", it is a plain number; allowed is that alone";
      throw new IllegalArgumentException(
          "\"" + text + "\": nothing can follow " + matcher.group(1) + why);
    }
    return new Source(given, argument, Collections.unmodifiableList(steps), text);
  }

  private static String upper(String word) {
    return word.toUpperCase(java.util.Locale.ROOT);
  }

  public Given given() {
    return given;
  }

  /** Which parameter, from 0; -1 if it is none. */
  public int argument() {
    return argument;
  }

  /**
   * Fields, and getters with {@code ()} behind their names, in the order in which to follow them.
   */
  public List<String> steps() {
    return steps;
  }

  /** Begins with the same thing at hand. */
  public boolean startsAs(Source other) {
    return given == other.given && argument == other.argument;
  }

  @Override
  public String toString() {
    return text;
  }
}
