package io.pillion.rules.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Of which calls a rule speaks: of those that returned, that threw, or of all. */
public final class Outcome {
  static final String ALLOWED =
      "returned, threw, threw and the name of an exception's class, always";

  private static final Pattern SYNTAX =
      Pattern.compile("returned|always|threw|threw\\s+([\\p{L}_$][\\p{L}\\p{N}_$.]*)");

  private final String text;
  private final ClassFilter exception;

  private Outcome(String text, ClassFilter exception) {
    this.text = text;
    this.exception = exception;
  }

  /**
   * @throws IllegalArgumentException if the text is none of {@link #ALLOWED}
   */
  static Outcome parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new WrongText(text, "is no outcome; allowed is " + ALLOWED);
    }
    String exception = matcher.group(1);
    return exception == null
        ? new Outcome(text, null)
        : new Outcome("threw " + exception, new ClassFilter(null, exception, null));
  }

  public boolean ofReturned() {
    return !text.startsWith("threw");
  }

  public boolean ofThrown() {
    return !text.equals("returned");
  }

  /** What was thrown must be of this class, or null for any. */
  public ClassFilter exception() {
    return exception;
  }

  @Override
  public String toString() {
    return text;
  }
}
