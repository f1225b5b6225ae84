package io.pillion.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Environment variables in a value, as in Compose files: the name in braces after a dollar sign,
 * and after {@code :-} what stands for a variable that is unset or empty. Two dollar signs before a
 * brace stand for one, and for no variable.
 */
final class Placeholders {
  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(:-([^}]*))?}|\\$\\{");

  private Placeholders() {}

  /**
   * @throws IllegalArgumentException saying what is wrong with a placeholder
   */
  static String resolve(String text, Map<String, String> environment) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    StringBuilder resolved = new StringBuilder();
    int end = 0;
    while (matcher.find()) {
      resolved.append(text, end, matcher.start()).append(replacement(matcher, environment));
      end = matcher.end();
    }
    return resolved.append(text, end, text.length()).toString();
  }

  /** Whether a text takes up a variable whose name speaks of a secret. */
  static boolean nameSecret(String text) {
    Matcher matcher = PLACEHOLDER.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1) != null && Secrets.isNamed(matcher.group(1))) {
        return true;
      }
    }
    return false;
  }

  private static String replacement(Matcher placeholder, Map<String, String> environment) {
    if (placeholder.group().equals("$${")) {
      return "${";
    }
    String name = placeholder.group(1);
    if (name == null) {
      throw new IllegalArgumentException(
          "\"${\" begins neither ${NAME} nor ${NAME:-default}; write $${ for the characters"
              + " themselves");
    }
    String value = environment.get(name);
    String byDefault = placeholder.group(3);
    if (value == null && byDefault == null) {
      throw new IllegalArgumentException(
          "there is no environment variable "
              + name
              + "; set it, or give a default: ${"
              + name
              + ":-default}");
    }
    boolean unset = value == null || value.isEmpty();
    return unset && byDefault != null ? byDefault : value;
  }
}
