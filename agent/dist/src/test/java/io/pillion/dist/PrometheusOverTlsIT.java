package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the agent's closed port. */
class PrometheusOverTlsIT {
  private static final String SECRET =
      "$2y$04$VcVNACvumlbGJ6xnm8G.K.FUGIlIUmB.z/ric7SBS.qPcjoSzVNa.";

  @TempDir Path folder;
  private URI prometheus;

  @Test
  void withAPasswordAndACertificateAndThroughARenewalUnderLoad() throws Exception {
    String home = home();
    Certificate expired =
        Certificate.make(folder, "expired", "-startdate", "-10d", "-validity", "1");
    Certificate server = Certificate.make(folder, "server");
    Certificate.make(folder, "client");
    show(expired);
    Path file =
        Files.writeString(
            folder.resolve("web.yml"),
            """
            tls_server_config:
              cert_file: current.crt
              key_file: current.key
              client_ca_file: client.crt
              client_auth_type: RequireAndVerifyClientCert
            basic_auth_users:
              prometheus: %s
            """
                .formatted(SECRET));
    try (App app = App.launch().agent("web.config=" + file).testApp("tree");
        Load load = new Load(app, 2)) {
      Process process = startPrometheus(home, app.agent(), expired, server);
      try {
        awaitValue("up", "0");
        assertThat(targets()).contains("certificate has expired");
        assertThat(load.answersTo("/exact")).isPositive();
        show(server);
        awaitValue("up", "1");
        awaitValue("count(http_requests_total{route=\"/exact\"})", "1");
        assertThat(load.answersTo("/exact")).isPositive();
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static String home() {
    String home = System.getenv("PROMETHEUS_HOME");
    if (home == null) {
      String reason = "skipped: name the folder of prometheus in PROMETHEUS_HOME";
      System.out.println(reason);
      assumeTrue(false, reason);
    }
    return home;
  }

  /** Has the server show a certificate. */
  private void show(Certificate certificate) throws Exception {
    Files.writeString(folder.resolve("current.crt"), Files.readString(certificate.pem()));
    Files.writeString(folder.resolve("current.key"), Files.readString(certificate.keyPem()));
  }

  private Process startPrometheus(String home, URI agent, Certificate expired, Certificate renewed)
      throws Exception {
    Path trusted =
        Files.writeString(
            folder.resolve("trusted.crt"),
            Files.readString(expired.pem()) + Files.readString(renewed.pem()));
    Path config =
        Files.writeString(
            folder.resolve("prometheus.yml"),
            """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: app
                scheme: https
                static_configs: [{targets: ['%s:%d']}]
                basic_auth: {username: prometheus, password: secret}
                tls_config: {ca_file: %s, cert_file: client.crt, key_file: client.key}
            """
                .formatted(agent.getHost(), agent.getPort(), trusted));
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    prometheus = URI.create("http://127.0.0.1:" + port + "/");
    return new ProcessBuilder(
            Path.of(home, "prometheus").toString(),
            "--config.file=" + config,
            "--storage.tsdb.path=" + folder.resolve("data"),
            "--web.listen-address=127.0.0.1:" + port)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("prometheus.log").toFile())
        .start();
  }

  private void awaitValue(String query, String value) {
    URI uri =
        prometheus.resolve(
            "api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptions()
        .untilAsserted(
            () -> assertThat(Client.get(uri).body()).as(query).contains(",\"" + value + "\"]"));
  }

  /** What Prometheus says of why a scrape failed. */
  private String targets() throws Exception {
    return Client.get(prometheus.resolve("api/v1/targets")).body();
  }
}
