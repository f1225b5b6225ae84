package io.pillion.boot;

/**
 * Whether the user wants the agent at all. Of all settings only {@code enabled} is read here,
 * before anything else is loaded: switched off, the agent does not even open its jar. A value that
 * is neither true nor false is complained about when all settings are read.
 */
final class Enabled {
  private Enabled() {}

  /**
   * The first of the three that is set decides, as {@code io.pillion.config.OutsideValue} has it
   * for all settings.
   *
   * @param arguments {@code key=value,key=value}, or null
   * @param property the value of the system property {@code pillion.enabled}, or null
   * @param variable the value of the environment variable {@code PILLION_ENABLED}, or null
   */
  static boolean by(String arguments, String property, String variable) {
    String value = argument(arguments);
    if (value == null) {
      value = property != null ? property : variable;
    }
    return value == null || !value.trim().equalsIgnoreCase("false");
  }

  private static String argument(String arguments) {
    if (arguments != null) {
      for (String part : arguments.split(",", -1)) {
        int equals = part.indexOf('=');
        if (equals > 0 && part.substring(0, equals).trim().equals("enabled")) {
          return part.substring(equals + 1);
        }
      }
    }
    return null;
  }
}
