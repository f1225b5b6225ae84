package io.pillion.compose;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Prometheus's own tool finds nothing wrong with the stack's configuration. */
class PrometheusToolsIT {
  @Test
  void configurationIsValid() {
    promtool(
        PrometheusHome.require("promtool"),
        "check",
        "config",
        "--syntax-only",
        "prometheus/prometheus.yml");
  }

  @Test
  void rulesAreValidAndTheirTestsPass() {
    rules(PrometheusHome.require("promtool"));
  }

  @Test
  void rulesAndTheirTestsPassWithPrometheus2() {
    rules(PrometheusHome.require2("promtool"));
  }

  private static void rules(String promtool) {
    promtool(
        promtool,
        Stream.concat(Stream.of("check", "rules"), files("prometheus/rules"))
            .toArray(String[]::new));
    promtool(
        promtool,
        Stream.concat(Stream.of("test", "rules"), files("prometheus/tests"))
            .toArray(String[]::new));
  }

  private static Stream<String> files(String folder) {
    return StackFiles.list(folder, ".yml").map(Path::toString);
  }

  private static void promtool(String promtool, String... arguments) {
    PrometheusHome.run(
        StackFiles.COMPOSE, Stream.concat(Stream.of(promtool), Stream.of(arguments)).toList());
  }
}
