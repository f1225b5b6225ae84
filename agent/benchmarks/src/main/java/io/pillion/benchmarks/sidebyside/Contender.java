package io.pillion.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/**
 * What rides along with the app: an agent and its settings, or nothing.
 *
 * @param name what the option {@code --agents} calls it
 * @param title what the report calls it
 * @param jar the agent's jar; null for no agent
 * @param argument what follows the jar in {@code -javaagent}, with {@code %PORT} for a free port
 * @param options of the JVM, likewise
 * @param servesMetrics {@code /metrics} is served at {@code %PORT}
 */
record Contender(
    String name,
    String title,
    Path jar,
    String argument,
    List<String> options,
    boolean servesMetrics) {

  static final String NONE = "none";

  boolean isNone() {
    return jar == null;
  }

  /** The title with the version that the jar's manifest tells. */
  String titleAndVersion() throws IOException {
    if (isNone()) {
      return title;
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      String version = file.getManifest().getMainAttributes().getValue("Implementation-Version");
      return version == null ? title : title + " " + version;
    }
  }

  /** The JVM's options, with the port on which the agent is to serve its metrics. */
  List<String> jvmOptions(int port) {
    List<String> all = new ArrayList<>();
    if (jar != null) {
      all.add("-javaagent:" + jar + (argument.isEmpty() ? "" : "=" + argument));
      all.addAll(options);
    }
    all.replaceAll(option -> option.replace("%PORT", Integer.toString(port)));
    return all;
  }

  /** This agent with more options of the JVM. */
  Contender with(List<String> more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(more);
    return new Contender(name, title, jar, argument, all, servesMetrics);
  }
}
