package io.pillion.rules.parse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.bytebuddy.jar.asm.Type;

/** Which methods of a class: by name, or by name and the types of the parameters. */
public final class MethodFilter {
  static final String ALLOWED =
      "a method's name such as increment, new for constructors, and if need be the types of its"
          + " parameters, such as increment(java.lang.String, int[])";

  private static final String NAME = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
  private static final Pattern SYNTAX =
      Pattern.compile("(" + NAME + ")\\s*(?:\\(([\\p{L}\\p{N}_$.,\\[\\]\\s]*)\\))?");

  private final String name;
  private final String[] parameters;
  private final String text;

  private MethodFilter(String name, String[] parameters, String text) {
    this.name = name;
    this.parameters = parameters;
    this.text = text;
  }

  /**
   * @throws IllegalArgumentException if the text is none of {@link #ALLOWED}
   */
  static MethodFilter parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      throw new WrongText(text, "is no method; allowed is " + ALLOWED);
    }
    String name = matcher.group(1).equals("new") ? "<init>" : matcher.group(1);
    String types = matcher.group(2);
    return new MethodFilter(name, types == null ? null : split(types), text);
  }

  private static String[] split(String types) {
    String spaceless = types.replaceAll("\\s+", "").replace("...", "[]");
    return spaceless.isEmpty() ? new String[0] : spaceless.split(",", -1);
  }

  /**
   * Of constructors those only that make the object themselves, unless the types are given: of one
   * {@code new} with {@code this(…)} inside, one would count twice.
   *
   * @param delegates it is a constructor that calls another one of its class
   */
  public boolean matches(String methodName, String descriptor, boolean delegates) {
    return name.equals(methodName) && (parameters == null ? !delegates : takes(descriptor));
  }

  /** Asks for a method of this name, whatever it takes. */
  boolean names(String methodName) {
    return name.equals(methodName);
  }

  private boolean takes(String descriptor) {
    Type[] types = Type.getArgumentTypes(descriptor);
    if (types.length != parameters.length) {
      return false;
    }
    for (int i = 0; i < types.length; i++) {
      if (!isNamed(types[i].getClassName(), parameters[i])) {
        return false;
      }
    }
    return true;
  }

  /** The full name, or its last part: {@code String} for {@code java.lang.String}. */
  private static boolean isNamed(String type, String wanted) {
    return type.equals(wanted) || type.endsWith("." + wanted) || type.endsWith("$" + wanted);
  }

  @Override
  public String toString() {
    return text;
  }
}
