package io.pillion.boot;

/**
 * Tells an app from a developer's tool by what the JVM was launched for. {@code JAVA_TOOL_OPTIONS}
 * reaches every JVM of a shell or container, and {@code keytool} or Maven must neither take the
 * port nor print a line.
 */
final class Launched {
  /** Main classes, and {@code module/class} for the JDK's own launchers, by their beginning. */
  private static final String[] TOOLS = {
    "jdk.",
    "java.",
    "com.sun.tools.",
    "sun.tools.",
    "sun.security.tools.",
    "sun.jvmstat.",
    "sun.rmi.",
    "com.sun.java.util.jar.pack.",
    "com.sun.corba.",
    "org.codehaus.plexus.classworlds.",
    "org.apache.maven.",
    "org.mvndaemon.",
    "org.gradle.",
    "worker.org.gradle.",
    "org.apache.tools.ant.",
    "org.jetbrains.kotlin.cli.",
    "org.jetbrains.jps.",
    "xsbt.boot.",
  };

  /** Jars that tools are started from with {@code java -jar}, by the beginning of the name. */
  private static final String[] TOOL_JARS = {"surefirebooter", "gradle-wrapper", "maven-wrapper"};

  private Launched() {}

  /**
   * @param launcher the value of the system property {@code sun.java.launcher}; null where another
   *     program embeds the JVM
   * @param command the value of the system property {@code sun.java.command}: main class or jar,
   *     then arguments; null where the JVM is embedded, or runs no class as in {@code java
   *     -version}
   */
  static boolean isTool(String launcher, String command) {
    if (command == null) {
      return launcher != null;
    }
    String main = command.split(" ", 2)[0];
    if (main.contains("com.sun.tools.javac.launcher.")) {
      return false; // java App.java (JEP 330): javac only launches the app
    }
    return startsWithAny(main, TOOLS)
        || startsWithAny(main.substring(main.lastIndexOf('/') + 1), TOOL_JARS);
  }

  private static boolean startsWithAny(String text, String[] beginnings) {
    for (String beginning : beginnings) {
      if (text.startsWith(beginning)) {
        return true;
      }
    }
    return false;
  }
}
