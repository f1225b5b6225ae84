package io.pillion.compose;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Alertmanager with the stack's configuration, in fast motion, and the page that it sends to. */
final class RealAlertmanager implements AutoCloseable {
  private final AlertLog log;
  private final RealPrometheus api;
  private final String address;
  private final Process process;

  RealAlertmanager(Path folder) throws IOException {
    String program = PrometheusHome.require("alertmanager", "prometheus-alertmanager");
    log =
        new AlertLog(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            StackFiles.COMPOSE.resolve("README.md"));
    int port = new FreePorts().next();
    address = "http://127.0.0.1:" + port;
    api = new RealPrometheus(address);
    Path config =
        Files.writeString(
            folder.resolve("alertmanager.yml"), configuration("127.0.0.1:" + log.port()));
    process =
        new ProcessBuilder(
                program,
                "--config.file=" + config,
                "--storage.path=" + folder.resolve("data"),
                "--cluster.listen-address=",
                "--web.listen-address=127.0.0.1:" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("alertmanager.log").toFile())
            .start();
    Awaitility.await("alertmanager listens")
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .until(() -> RealPrometheus.fetch(address + "/-/ready").contains("OK"));
  }

  /** The stack's own file with short waits, which sends to {@code receiver}, a host and port. */
  static String configuration(String receiver) {
    return ShortTime.waits(StackFiles.text("alertmanager/alertmanager.yml"))
        .replace("/etc/alertmanager", StackFiles.COMPOSE + "/alertmanager")
        .replace("alerts:9099", receiver);
  }

  /** Posts alerts, each a JSON object, all at once. */
  void fire(String... alerts) {
    RealPrometheus.post(address + "/api/v2/alerts", "[" + String.join(",", alerts) + "]");
  }

  JsonNode get(String path) {
    return api.get(path);
  }

  /** What the page of sent alerts got, as its JSON. */
  String received() {
    return log.json();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    log.close();
  }
}
