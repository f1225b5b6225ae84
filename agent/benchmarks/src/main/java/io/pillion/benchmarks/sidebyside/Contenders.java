package io.pillion.benchmarks.sidebyside;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Who is compared. Each agent is set up as its documentation says for an app whose metrics are to
 * be scraped; those that can only send, and to a backend of their own, are told that there is none.
 */
final class Contenders {
  private static final List<String> OPENTELEMETRY =
      List.of(
          "-Dotel.metrics.exporter=prometheus",
          "-Dotel.exporter.prometheus.host=127.0.0.1",
          "-Dotel.exporter.prometheus.port=%PORT",
          "-Dotel.traces.exporter=none",
          "-Dotel.logs.exporter=none");

  private Contenders() {}

  /**
   * @param app what they ride along with
   * @param pillion the agent's jar
   * @param agents the folder of the other agents' jars
   * @param folder for configuration files
   */
  static List<Contender> all(MeasuredApp app, Path pillion, Path agents, Path folder)
      throws IOException {
    Path exporter = agents.resolve("jmx_prometheus_javaagent.jar");
    Path exportAll = Files.writeString(folder.resolve("jmx-exporter.yaml"), "rules:\n- {}\n");
    Path opentelemetry = agents.resolve("opentelemetry-javaagent.jar");
    return List.of(
        new Contender(Contender.NONE, "no agent", null, "", List.of(), false),
        new Contender("pillion", "Pillion", pillion, "port=%PORT,host=127.0.0.1", List.of(), true),
        new Contender(
            "otel", "OpenTelemetry", opentelemetry, "", with(OPENTELEMETRY, List.of()), true),
        new Contender(
            "otel-server",
            "OpenTelemetry, only the server",
            opentelemetry,
            "",
            with(OPENTELEMETRY, only(app.instrumentations())),
            true),
        new Contender(
            "jmx", "jmx_exporter", exporter, "127.0.0.1:%PORT:" + exportAll, List.of(), true),
        new Contender(
            "elastic",
            "Elastic APM",
            agents.resolve("elastic-apm-agent.jar"),
            "",
            List.of(
                "-Delastic.apm.service_name=demo",
                "-Delastic.apm.disable_send=true",
                "-Delastic.apm.cloud_provider=NONE"),
            false),
        new Contender(
            "datadog",
            "Datadog",
            agents.resolve("dd-java-agent.jar"),
            "",
            List.of(
                "-Ddd.service=demo",
                "-Ddd.agent.host=127.0.0.1",
                "-Ddd.trace.agent.port=%PORT",
                "-Ddd.jmxfetch.enabled=false",
                "-Ddd.remote_config.enabled=false",
                "-Ddd.instrumentation.telemetry.enabled=false"),
            false));
  }

  private static List<String> only(List<String> instrumentations) {
    return Stream.concat(
            Stream.of("-Dotel.instrumentation.common.default-enabled=false"),
            instrumentations.stream()
                .map(each -> "-Dotel.instrumentation." + each + ".enabled=true"))
        .toList();
  }

  private static List<String> with(List<String> options, List<String> more) {
    return Stream.concat(options.stream(), more.stream()).toList();
  }
}
