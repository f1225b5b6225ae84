package io.pillion.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Java runtime to run apps in. Besides the one that runs the tests, those are known whose homes
 * the environment variable {@code TEST_JDKS} lists, separated as in a class path.
 */
record Jvm(int release, Path home) {
  private static final Pattern VERSION = Pattern.compile("version \"((?:1\\.)?(\\d+)[^\"]*)");
  private static final Map<Integer, Jvm> KNOWN = find();

  private static Map<Integer, Jvm> find() {
    Map<Integer, Jvm> found = new TreeMap<>();
    String listed = System.getenv().getOrDefault("TEST_JDKS", "");
    for (String home : listed.split(File.pathSeparator, -1)) {
      if (!home.isBlank()) {
        Jvm jvm = at(Path.of(home));
        found.put(jvm.release(), jvm);
      }
    }
    Jvm own = at(Path.of(System.getProperty("java.home")));
    found.put(own.release(), own);
    return found;
  }

  private static Jvm at(Path home) {
    return new Jvm(Integer.parseInt(version(home).group(2)), home);
  }

  /** Asked, because not every runtime has a file that says its release. */
  private static Matcher version(Path home) {
    try {
      Process process =
          new ProcessBuilder(new Jvm(0, home).java(), "-version").redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher version = VERSION.matcher(said);
      if (!version.find()) {
        throw new IllegalStateException("TEST_JDKS: " + home + " is no Java home: " + said);
      }
      return version;
    } catch (IOException e) {
      throw new UncheckedIOException("TEST_JDKS: " + home + " is no Java home", e);
    }
  }

  /** The one that runs the tests. */
  static Jvm own() {
    return KNOWN.get(Runtime.version().feature());
  }

  /** One of a release, or the test is skipped and says so. */
  static Jvm ofRelease(int release) {
    if (!KNOWN.containsKey(release)) {
      String reason =
          "skipped on Java "
              + release
              + ": name the home of one in the environment variable TEST_JDKS";
      System.out.println(reason);
      assumeTrue(false, reason);
    }
    return KNOWN.get(release);
  }

  /** The compiler of a JDK of this release or a later one, or the test is skipped and says so. */
  static String compiling(int release) {
    Optional<String> javac =
        KNOWN.values().stream()
            .filter(jvm -> jvm.release() >= release)
            .map(jvm -> jvm.tool("javac"))
            .filter(file -> Files.isExecutable(Path.of(file)))
            .findFirst();
    assumeTrue(
        javac.isPresent(),
        () -> "skipped: no JDK of Java " + release + " or later is in TEST_JDKS");
    return javac.orElseThrow();
  }

  /** As its property {@code java.version} has it. */
  String version() {
    return version(home).group(1);
  }

  String java() {
    return tool("java");
  }

  /** A program of the JDK. */
  String tool(String name) {
    return home.resolve("bin").resolve(name).toString();
  }
}
