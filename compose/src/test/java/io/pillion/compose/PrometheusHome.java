package io.pillion.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The folder with prometheus, promtool, alertmanager (or prometheus-alertmanager, as Debian calls
 * it) and amtool: the system property {@code prometheus.home}, the environment variable {@code
 * PROMETHEUS_HOME}, or the {@code PATH}. A second, older promtool: {@code prometheus2.home}, {@code
 * PROMETHEUS2_HOME}.
 */
final class PrometheusHome {
  private PrometheusHome() {}

  /** The newest program of one of {@code names}; without one the test is skipped, and says so. */
  static String require(String... names) {
    return find("prometheus", true, names)
        .orElseGet(() -> skip(names[0], "prometheus.home", "PROMETHEUS_HOME"));
  }

  /** A program of Prometheus 2. */
  static String require2(String name) {
    return find("prometheus2", false, name)
        .orElseGet(() -> skip(name + " of Prometheus 2", "prometheus2.home", "PROMETHEUS2_HOME"));
  }

  /** Runs a command to its end. It must succeed. */
  static String run(Path folder, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as("%s%n%s", String.join(" ", command), output).isZero();
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Optional<String> find(String key, boolean onPath, String... names) {
    String home =
        System.getProperty(
            key + ".home", System.getenv(key.toUpperCase(java.util.Locale.ROOT) + "_HOME"));
    Stream<String> folders =
        home != null
            ? Stream.of(home)
            : onPath ? Stream.of(System.getenv("PATH").split(File.pathSeparator, -1)) : Stream.of();
    return folders
        .flatMap(f -> Stream.of(names).map(n -> Path.of(f, n)))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }

  private static String skip(String what, String property, String variable) {
    String message =
        "SKIPPED, "
            + what
            + " not found: -D"
            + property
            + "=FOLDER or "
            + variable
            + " names the folder that holds it";
    System.err.println(message);
    Assumptions.abort(message);
    return "";
  }
}
