package io.pillion.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prometheus's and Alertmanager's own tools find nothing wrong with the stack's configuration. */
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

  /** start.sh with every combination of receivers that .env can ask for. */
  @ParameterizedTest
  @CsvSource({"'', ''", "'#ops', ''", "'', ops@example.org", "'#ops', ops@example.org"})
  void alertmanagerAcceptsWhatStartScriptMakes(String slack, String mail, @TempDir Path tmp)
      throws IOException, InterruptedException {
    String amtool = PrometheusHome.require("amtool");

    assertThat(start(tmp, slack, mail, "alerts@example.org")).isZero();

    String config = Files.readString(tmp.resolve("alertmanager.yml"));
    assertThat(config.contains("slack_configs")).isEqualTo(!slack.isEmpty());
    assertThat(config.contains("email_configs")).isEqualTo(!mail.isEmpty());
    PrometheusHome.run(tmp, List.of(amtool, "check-config", "alertmanager.yml"));
  }

  @Test
  void alertmanagerDoesNotStartWithHalfAnAddress(@TempDir Path tmp)
      throws IOException, InterruptedException {
    assertThat(start(tmp, "", "ops@example.org", "")).isEqualTo(64);

    assertThat(tmp.resolve("output")).content().contains("SMTP_FROM in compose/.env is empty");
  }

  /**
   * Runs start.sh with its absolute paths moved into {@code tmp} and Alertmanager replaced by
   * {@code true}.
   */
  private static int start(Path tmp, String slack, String mail, String from)
      throws IOException, InterruptedException {
    Files.writeString(tmp.resolve("slack_api_url"), "http://localhost/");
    Files.writeString(tmp.resolve("smtp_password"), "secret");
    String script =
        StackFiles.text("alertmanager/start.sh")
            .replace("/tmp/", tmp + "/")
            .replace("/etc/alertmanager", StackFiles.COMPOSE.resolve("alertmanager").toString())
            .replace("/run/secrets", tmp.toString())
            .replace("exec alertmanager", "exec true");
    var builder =
        new ProcessBuilder("sh", "-c", script)
            .redirectErrorStream(true)
            .redirectOutput(tmp.resolve("output").toFile());
    builder
        .environment()
        .putAll(
            java.util.Map.of(
                "SLACK_CHANNEL",
                slack,
                "SMTP_TO",
                mail,
                "SMTP_FROM",
                from,
                "SMTP_SMARTHOST",
                "mail.example.org:587",
                "SMTP_USERNAME",
                "ops"));
    return builder.start().waitFor();
  }
}
