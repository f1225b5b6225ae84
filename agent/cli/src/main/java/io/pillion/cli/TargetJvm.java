package io.pillion.cli;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.util.Properties;

/** The JVM that a command is about, and what an agent in it has left to be read. */
final class TargetJvm implements Closeable {
  /** The server of a JVM that does not tell its classes. */
  static final String UNKNOWN_SERVER = "?";

  /** Names of agent properties, see {@code io.pillion.run.AgentProperties}. */
  private static final String PREFIX = "pillion.";

  private static final int OLDEST_JAVA = 8;

  private final String pid;
  private final AttachApi jvm;
  private final Properties system;

  private TargetJvm(String pid, AttachApi jvm) throws CommandException, IOException {
    this.pid = pid;
    this.jvm = jvm;
    this.system = jvm.systemProperties();
  }

  /**
   * @throws CommandException if the JVM cannot be attached to
   */
  static TargetJvm of(String pid) throws CommandException {
    new ProcessFiles(pid).check();
    try {
      return new TargetJvm(pid, AttachApi.to(pid));
    } catch (IOException failure) {
      String why = failure.getMessage();
      throw CommandException.failed(
          why.contains("does not support the attach mechanism")
              ? ProcessFiles.disabled(pid)
              : "JVM " + pid + " cannot be attached to: " + why);
    }
  }

  String pid() {
    return pid;
  }

  /** Such as {@code 17.0.15}. */
  String javaVersion() {
    return system.getProperty("java.version", "?");
  }

  /** Main class or jar, and arguments. */
  String command() {
    return system.getProperty("sun.java.command", "?");
  }

  void requireJava() throws CommandException {
    String specification = system.getProperty("java.specification.version", "8");
    String release = specification.replaceFirst("^1\\.", "");
    if (Integer.parseInt(release) < OLDEST_JAVA) {
      throw CommandException.failed(
          "JVM "
              + pid
              + " is of Java "
              + javaVersion()
              + ", which is too old; Pillion runs on "
              + OLDEST_JAVA
              + " and later");
    }
  }

  /** What the agent tells of itself under a name, or null if there is no agent. */
  String agentProperty(String name) throws CommandException, IOException {
    return jvm.agentProperties().getProperty(PREFIX + name);
  }

  boolean hasAgent() throws CommandException, IOException {
    return agentProperty("version") != null;
  }

  /**
   * Whether the JVM has a server.
   *
   * @param className of the server's
   * @return the server's name; empty if the class is not loaded; {@link #UNKNOWN_SERVER} if that
   *     cannot be seen
   */
  String server(String name, String className) {
    try {
      return jvm.diagnose("VM.class_hierarchy " + className).contains(className) ? name : "";
    } catch (IOException java8) {
      return system.getProperty("java.class.path", "").contains(name) ? name : UNKNOWN_SERVER;
    }
  }

  void load(File jar, String argument) throws CommandException {
    new ProcessFiles(pid).checkSees(jar.toPath());
    try {
      jvm.loadAgent(jar, argument);
    } catch (IOException failure) {
      String why = failure.getMessage();
      if (why.matches("(.*: )?0")) {
        return; // Java 8 says success so, and the attach API of later releases takes it for failure
      }
      if (why.contains("Dynamic agent loading is not enabled")) {
        why =
            "it was started with -XX:-EnableDynamicAgentLoading; start it without, or with"
                + " -javaagent:"
                + jar;
      } else if (why.contains("Agent JAR not found")) {
        why = "it cannot read " + jar;
      } else if (why.contains("Failed to load agent library") || why.contains("java.instrument")) {
        why = "its Java runtime has no module java.instrument (" + why + ")";
      }
      throw CommandException.failed("JVM " + pid + " does not take the agent: " + why);
    }
  }

  @Override
  public void close() throws IOException {
    jvm.close();
  }
}
