package io.pillion.demo;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;

/** A JVM of its own that runs the built jar. */
record JarProcess(Process process, Path out, Path err) implements AutoCloseable {

  static final Path JAR = Path.of("target", "demo-app.jar");
  private static final Pattern LISTENS = Pattern.compile("listens on http://localhost:([0-9]+),");

  /** The app, with nothing but this in its environment. */
  static JarProcess app(Path directory, Map<String, String> environment) throws IOException {
    return start(directory, environment, "-jar", JAR.toString());
  }

  static JarProcess traffic(Path directory, String... options) throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("-cp", JAR.toString(), "io.pillion.demo.Traffic"));
    arguments.addAll(List.of(options));
    return start(directory, Map.of(), arguments.toArray(String[]::new));
  }

  private static JarProcess start(
      Path directory, Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(directory, "out", ".txt");
    Path err = Files.createTempFile(directory, "err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    return new JarProcess(builder.start(), out, err);
  }

  /** For what JVMs have to start for, on a busy machine. */
  static ConditionFactory patiently() {
    return await().atMost(Duration.ofSeconds(30));
  }

  String output() {
    return read(out);
  }

  String errors() {
    return read(err);
  }

  /** To the port that the app says it listens on. */
  Client client() {
    patiently().until(() -> LISTENS.matcher(output()).find());
    Matcher listens = LISTENS.matcher(output());
    return listens.find() ? Client.to(Integer.parseInt(listens.group(1))) : null;
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  int exitCode() throws InterruptedException {
    if (process.waitFor(30, TimeUnit.SECONDS)) {
      return process.exitValue();
    }
    throw new AssertionError("still running; it said " + output() + errors());
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
