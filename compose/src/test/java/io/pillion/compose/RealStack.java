package io.pillion.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;

/**
 * The stack without Docker: the same programs with the same files, on free ports, in fast motion
 * ({@link ShortTime}).
 */
final class RealStack implements AutoCloseable {
  private static final Path AGENT =
      StackFiles.COMPOSE.resolve("../agent/dist/target/pillion-agent.jar");
  private static final Path DEMO = StackFiles.COMPOSE.resolve("../demo-app/target/demo-app.jar");

  private final Path agentJar;
  private final Path demoJar;

  final AlertLog alerts;
  final RealPrometheus prometheus;
  final RealPrometheus alertmanager;
  final String demo;
  final Path checkpoint;

  private final Path folder;
  private final FreePorts ports = new FreePorts();
  private final int demoPort = ports.next();
  private final int agentPort = ports.next();
  private Process demoProcess;
  private final List<Process> processes = new ArrayList<>();

  RealStack(Path folder) throws IOException {
    String prometheusProgram = PrometheusHome.require("prometheus");
    String alertmanagerProgram = PrometheusHome.require("alertmanager", "prometheus-alertmanager");
    Assumptions.assumeTrue(
        Files.exists(AGENT) && Files.exists(DEMO), "SKIPPED: build agent and demo-app first");
    this.folder = folder;
    // Copies: a build that goes on beside the test must not pull a jar away from under a running
    // JVM.
    agentJar = Files.copy(AGENT, folder.resolve("pillion-agent.jar"));
    demoJar = Files.copy(DEMO, folder.resolve("demo-app.jar"));
    checkpoint = folder.resolve("checkpoint.json");
    demo = "http://127.0.0.1:" + demoPort;
    alerts =
        new AlertLog(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            StackFiles.COMPOSE.resolve("README.md"));
    int alertmanagerPort = ports.next();
    int prometheusPort = ports.next();
    alertmanager = new RealPrometheus("http://127.0.0.1:" + alertmanagerPort);
    prometheus = new RealPrometheus("http://127.0.0.1:" + prometheusPort);

    Path alertmanagerConfig =
        write("alertmanager.yml", RealAlertmanager.configuration("127.0.0.1:" + alerts.port()));
    start(
        "alertmanager",
        alertmanagerPort,
        Map.of(),
        alertmanagerProgram,
        "--config.file=" + alertmanagerConfig,
        "--storage.path=" + folder.resolve("alertmanager"),
        "--cluster.listen-address=",
        "--web.listen-address=127.0.0.1:" + alertmanagerPort);
    startDemo();
    StackFiles.list("prometheus/rules", ".yml")
        .forEach(
            f ->
                write(
                    "rules/" + f.getFileName(),
                    ShortTime.rules(StackFiles.text(f.toString()))
                        .replace("@GRAFANA_URL@", "http://grafana.test")
                        .replace("@RUNBOOK_URL@", "http://runbook.test/page")));
    Path prometheusConfig =
        write("prometheus.yml", prometheusConfig(prometheusPort, alertmanagerPort));
    start(
        "prometheus",
        prometheusPort,
        Map.of(),
        prometheusProgram,
        "--config.file=" + prometheusConfig,
        "--storage.tsdb.path=" + folder.resolve("prometheus"),
        features(),
        // The first alert finds no Alertmanager discovered yet: without this it comes a minute
        // later.
        "--rules.alert.resend-delay=2s",
        "--web.listen-address=127.0.0.1:" + prometheusPort);
  }

  void stopDemo() {
    demoProcess.destroy();
    demoProcess.onExit().join();
  }

  /** The demo with the agent, by the environment that compose.yaml gives it. */
  void startDemo() {
    var environment = new java.util.HashMap<String, String>();
    StackFiles.variables("agent/pillion.env")
        .forEach((k, v) -> environment.put(k.toString(), v.toString()));
    environment.put(
        "JAVA_TOOL_OPTIONS",
        StackFiles.yaml("compose.yaml")
            .at("/services/demo-app/environment/JAVA_TOOL_OPTIONS")
            .asText()
            .replace("/pillion/pillion-agent.jar", agentJar.toString()));
    environment.putAll(
        Map.of(
            "PORT",
            "" + demoPort,
            "PILLION_PORT",
            "" + agentPort,
            "PILLION_CONFIG",
            StackFiles.COMPOSE.resolve("agent/demo-app.yaml").toString(),
            "CHECKPOINT_PATH",
            checkpoint.toString(),
            "RANDOM_WEIGHTS",
            "93,5,2"));
    demoProcess =
        start("demo", demoPort, environment, java(), "-Xmx32m", "-jar", demoJar.toString());
  }

  /** The stack's own traffic generator, with {@code arguments} behind {@code --url}. */
  Process traffic(String log, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                java(),
                "-Xmx64m",
                "-cp",
                demoJar.toString(),
                "io.pillion.demo.Traffic",
                "--url",
                demo));
    command.addAll(List.of(arguments));
    return start(log, 0, Map.of(), command.toArray(String[]::new));
  }

  String log(String name) {
    try {
      return Files.readString(folder.resolve(name + ".log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    processes.forEach(
        p -> p.onExit().completeOnTimeout(p.destroyForcibly(), 10, TimeUnit.SECONDS).join());
    alerts.close();
  }

  /** Only addresses, paths and times differ from what start.sh makes of it. */
  private String prometheusConfig(int prometheusPort, int alertmanagerPort) {
    return ShortTime.scrapes(StackFiles.text("prometheus/prometheus.yml"))
        .replace("@ENVIRONMENT@", "test")
        .replace("/etc/prometheus/", folder + "/")
        .replaceFirst(
            "(?s)dns_sd_configs:.*?relabel_configs",
            "static_configs: [{targets: [\"127.0.0.1:" + agentPort + "\"]}]\n    relabel_configs")
        .replace("alertmanager:9093", "127.0.0.1:" + alertmanagerPort)
        .replace("localhost:9090", "127.0.0.1:" + prometheusPort)
        .replaceFirst("(?s)  - job_name: grafana.*", "");
  }

  private static String features() {
    return StackFiles.elements(StackFiles.yaml("compose.yaml").at("/services/prometheus/command"))
        .map(c -> c.asText())
        .filter(c -> c.startsWith("--enable-feature"))
        .findFirst()
        .orElseThrow();
  }

  /** Starts a program and, where {@code port} is not 0, waits until it listens there. */
  private Process start(String name, int port, Map<String, String> environment, String... command) {
    try {
      var builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile()));
      builder.environment().putAll(environment);
      Process process = builder.start();
      processes.add(process);
      Awaitility.await(name + " listens")
          .atMost(Duration.ofSeconds(30))
          .until(() -> port == 0 || !process.isAlive() || listens(port));
      if (port != 0 && !process.isAlive()) {
        throw new IllegalStateException(name + " ended:\n" + log(name));
      }
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(file.getParent());
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String java() {
    return ProcessHandle.current().info().command().orElse("java");
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
