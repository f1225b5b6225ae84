package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real one, of the folder that {@code PROMETHEUS_HOME} names, as a process. */
final class Prometheus implements AutoCloseable {
  private final Process process;
  private final URI uri;

  private Prometheus(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Skips the test if there is none on this machine. */
  static Path home() {
    String home = System.getenv("PROMETHEUS_HOME");
    if (home == null) {
      String reason = "skipped: name the folder of prometheus in PROMETHEUS_HOME";
      System.out.println(reason);
      assumeTrue(false, reason);
    }
    return Path.of(home);
  }

  /** Of what {@link #home} has. */
  static boolean isOlderThan(int major, int minor) throws IOException {
    Process process =
        new ProcessBuilder(home().resolve("prometheus").toString(), "--version").start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher version = Pattern.compile("version (\\d+)\\.(\\d+)").matcher(said);
    assertThat(version.find()).as(said).isTrue();
    int found = Integer.parseInt(version.group(1));
    return found < major || (found == major && Integer.parseInt(version.group(2)) < minor);
  }

  /**
   * @param folder for its configuration, data and log
   * @param job how one job is scraped, once a second: YAML
   */
  static Prometheus scraping(Path folder, String job, String... options) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: app
            """
                + job.indent(4));
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    List<String> command = new ArrayList<>();
    command.add(home().resolve("prometheus").toString());
    command.add("--config.file=" + config);
    command.add("--storage.tsdb.path=" + folder.resolve("data"));
    command.add("--web.listen-address=127.0.0.1:" + port);
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("prometheus.log").toFile())
            .start();
    return new Prometheus(process, URI.create("http://127.0.0.1:" + port + "/"));
  }

  void awaitValue(String query, String value) {
    URI asked =
        uri.resolve("api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(Client.get(asked).body()).as(query).contains(",\"" + value + "\"]"));
  }

  /** What Prometheus says of why a scrape failed. */
  String targets() throws Exception {
    return Client.get(uri.resolve("api/v1/targets")).body();
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
