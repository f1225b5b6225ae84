package io.pillion.rules;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Of which calls a rule speaks: of those that returned, that threw, or of all. */
final class Outcome {
  static final String ALLOWED =
      "returned, threw, threw and the name of an exception's class, always";

  private static final Pattern SYNTAX =
      Pattern.compile("(returned|always|threw)|threw\\s+([\\p{L}_$][\\p{L}\\p{N}_$.]*)");

  private final boolean returned;
  private final boolean threw;
  private final String exception;
  private final ClassValue<Boolean> isException =
      new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> thrown) {
          for (Class<?> type = thrown; type != null; type = type.getSuperclass()) {
            if (type.getName().equals(exception)) {
              return true;
            }
          }
          return false;
        }
      };

  private Outcome(boolean returned, boolean threw, String exception) {
    this.returned = returned;
    this.threw = threw;
    this.exception = exception;
  }

  /**
   * @throws IllegalArgumentException if the text is none of {@link #ALLOWED}
   */
  static Outcome parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("\"" + text + "\" is no outcome; allowed is " + ALLOWED);
    }
    String word = matcher.group(1);
    boolean always = "always".equals(word);
    boolean returned = "returned".equals(word);
    return new Outcome(returned || always, !returned, matcher.group(2));
  }

  boolean ofReturned() {
    return returned;
  }

  boolean ofThrown() {
    return threw;
  }

  /** The name of the class that what was thrown must have or inherit, or null for any. */
  String exception() {
    return exception;
  }

  /** What was thrown is of the class that is asked for. */
  boolean includes(Object thrown) {
    return exception == null || isException.get(thrown.getClass());
  }

  @Override
  public String toString() {
    return threw
        ? (returned ? "always" : exception == null ? "threw" : "threw " + exception)
        : "returned";
  }
}
