package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes the agent's closed port. */
class PrometheusOverTlsIT {
  private static final String SECRET =
      "$2y$04$VcVNACvumlbGJ6xnm8G.K.FUGIlIUmB.z/ric7SBS.qPcjoSzVNa.";

  @TempDir Path folder;

  @Test
  void withAPasswordAndACertificateAndThroughARenewalUnderLoad() throws Exception {
    Prometheus.home();
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
        Load load = new Load(app, 2);
        Prometheus prometheus = Prometheus.scraping(folder, job(app.agent(), expired, server))) {
      prometheus.awaitValue("up", "0");
      assertThat(prometheus.targets()).contains("certificate has expired");
      assertThat(load.answersTo("/exact")).isPositive();
      show(server);
      prometheus.awaitValue("up", "1");
      prometheus.awaitValue("count(http_requests_total{route=\"/exact\"})", "1");
      assertThat(load.answersTo("/exact")).isPositive();
    }
  }

  /** Has the server show a certificate. */
  private void show(Certificate certificate) throws Exception {
    Files.writeString(folder.resolve("current.crt"), Files.readString(certificate.pem()));
    Files.writeString(folder.resolve("current.key"), Files.readString(certificate.keyPem()));
  }

  private String job(URI agent, Certificate expired, Certificate renewed) throws Exception {
    Path trusted =
        Files.writeString(
            folder.resolve("trusted.crt"),
            Files.readString(expired.pem()) + Files.readString(renewed.pem()));
    return """
        scheme: https
        static_configs: [{targets: ['%s:%d']}]
        basic_auth: {username: prometheus, password: secret}
        tls_config: {ca_file: %s, cert_file: client.crt, key_file: client.key}
        """
        .formatted(agent.getHost(), agent.getPort(), trusted);
  }
}
