package io.pillion.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What prometheus/start.sh makes of .env. In Prometheus's place stands a script that only waits.
 */
class PrometheusStartIT {
  private static final String WAITS =
      """
      #!/bin/sh
      trap 'touch "$0.reloaded"' HUP
      trap 'exit 3' TERM
      touch "$0.started"
      while :; do sleep 0.1; done
      """;

  @TempDir private Path tmp;

  @BeforeEach
  void copyTheStacksFiles() throws IOException {
    Files.createDirectories(tmp.resolve("etc/rules"));
    Files.createDirectories(tmp.resolve("bin"));
    Files.writeString(tmp.resolve("bin/prometheus"), WAITS);
    assertThat(tmp.resolve("bin/prometheus").toFile().setExecutable(true)).isTrue();
    Stream.concat(
            StackFiles.list("prometheus", ".yml"), StackFiles.list("prometheus/rules", ".yml"))
        .forEach(this::copy);
  }

  @Test
  void theDemoIsScrapedAndMissedWhereItsProfileIsOn() throws Exception {
    run(Map.of("COMPOSE_PROFILES", "demo"), List.of());

    assertThat(jobs()).contains("demo-app", "apps", "prometheus", "alertmanager", "grafana");
    assertThat(rules()).contains("up{job!~\"\"}");
  }

  @ParameterizedTest
  @CsvSource({"'', '', demo-app", "other, 'shop|till', shop|till|demo-app"})
  void theDemoIsNeitherScrapedNorMissedWhereItIsSwitchedOff(
      String profiles, String retired, String gone) throws Exception {
    run(Map.of("COMPOSE_PROFILES", profiles, "RETIRED_JOBS", retired), List.of());

    assertThat(jobs()).contains("apps", "prometheus").doesNotContain("demo-app");
    assertThat(rules()).contains("up{job!~\"" + gone + "\"}");
    PrometheusHome.run(
        tmp,
        List.of(
            PrometheusHome.require("promtool"),
            "check",
            "config",
            "--syntax-only",
            "made/prometheus.yml"));
  }

  /** A label of all that is federated or written to a remote store names where it comes from. */
  @Test
  void addressesStandInAnnotationsAndNotOnEverySeries() throws Exception {
    run(Map.of("GRAFANA_URL", "https://grafana.example.org/a"), List.of());

    assertThat(made().at("/global/external_labels"))
        .isEqualTo(StackFiles.json("{\"environment\":\"test\"}"));
    assertThat(rules())
        .contains(
            "runbook_url: 'http://localhost:9099/runbook#servicedown'",
            "dashboard_url: 'https://grafana.example.org/a/d/pillion-health")
        .doesNotContain("externalLabels")
        .doesNotContainPattern("@[A-Z_]+@");
  }

  @ParameterizedTest
  @CsvSource({
    "ENVIRONMENT, a b",
    "RETIRED_JOBS, a#b",
    "RUNBOOK_URL, wiki",
    "RUNBOOK_URL, https://a/?b&c",
    "GRAFANA_URL, ''"
  })
  void aValueThatWouldBreakAFileIsRefusedByItsName(String variable, String value) throws Exception {
    Process script = script(Map.of(variable, value));

    assertThat(script.waitFor()).isEqualTo(64);
    assertThat(tmp.resolve("output")).content().contains(variable + "='" + value);
  }

  @Test
  void hangupTakesEditsUpAndTheScriptEndsAsPrometheusDoes() throws Exception {
    int status =
        run(
            Map.of(),
            List.of(
                () -> Files.writeString(tmp.resolve("etc/rules/alerts-jvm.yml"), "groups: []\n")));

    assertThat(tmp.resolve("made/rules/alerts-jvm.yml")).hasContent("groups: []");
    assertThat(status).isEqualTo(3);
  }

  private interface Edit {
    void make() throws IOException;
  }

  /** Starts the script, makes each edit with a hangup behind it, and stops the script. */
  private int run(Map<String, String> environment, List<Edit> edits) throws Exception {
    Process script = script(environment);
    try {
      awaitFile("bin/prometheus.started");
      for (Edit edit : edits) {
        edit.make();
        signal(script, "HUP");
        awaitFile("bin/prometheus.reloaded");
      }
    } finally {
      signal(script, "TERM");
    }
    return script.waitFor();
  }

  private Process script(Map<String, String> environment) throws IOException {
    var builder =
        new ProcessBuilder(
                "sh",
                "-c",
                StackFiles.text("prometheus/start.sh")
                    .replace("made=/tmp/prometheus", "made=" + tmp.resolve("made"))
                    .replace("/etc/prometheus", tmp.resolve("etc").toString()))
            .redirectErrorStream(true)
            .redirectOutput(tmp.resolve("output").toFile());
    var all =
        new HashMap<>(
            Map.of(
                "ENVIRONMENT",
                "test",
                "GRAFANA_URL",
                "http://localhost:3000",
                "RUNBOOK_URL",
                "http://localhost:9099/runbook"));
    all.putAll(environment);
    all.put("PATH", tmp.resolve("bin") + ":" + System.getenv("PATH"));
    builder.environment().putAll(all);
    return builder.start();
  }

  private void awaitFile(String name) {
    Awaitility.await(name)
        .atMost(Duration.ofSeconds(30))
        .until(() -> Files.exists(tmp.resolve(name)));
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
  }

  private JsonNode made() {
    return StackFiles.yaml(tmp.resolve("made/prometheus.yml").toString());
  }

  private List<String> jobs() {
    return StackFiles.elements(made().path("scrape_configs"))
        .map((JsonNode job) -> job.path("job_name").asText())
        .toList();
  }

  private String rules() {
    return StackFiles.text(tmp.resolve("made/rules/alerts-targets.yml").toString());
  }

  private void copy(Path file) {
    String folder = file.getParent().endsWith("rules") ? "etc/rules" : "etc";
    try {
      Files.copy(file, tmp.resolve(folder).resolve(file.getFileName()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
