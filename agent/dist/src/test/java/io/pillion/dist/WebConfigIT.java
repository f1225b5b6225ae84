package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The agent's port, closed by a file in the format of Prometheus's {@code --web.config.file}. */
class WebConfigIT {
  /** {@code htpasswd -nbBC 4 "" secret} */
  private static final String SECRET =
      "$2y$04$VcVNACvumlbGJ6xnm8G.K.FUGIlIUmB.z/ric7SBS.qPcjoSzVNa.";

  private static final String TLS =
      "tls_server_config: {cert_file: server.crt, key_file: server.key";
  private static final String USERS = "basic_auth_users: {alice: " + SECRET + "}\n";
  private static final String AUTHORIZATION = "Authorization";

  @TempDir static Path certificates;
  private static Certificate server;
  private static Certificate prometheus;

  @TempDir Path folder;
  private Path file;

  @BeforeAll
  static void makeCertificates() throws Exception {
    server = Certificate.make(certificates, "server");
    prometheus = Certificate.make(certificates, "prometheus");
  }

  @BeforeEach
  void lay() throws Exception {
    for (Certificate each : new Certificate[] {server, prometheus}) {
      Files.copy(each.pem(), folder.resolve(each.pem().getFileName()));
      Files.copy(each.keyPem(), folder.resolve(each.keyPem().getFileName()));
    }
    file = folder.resolve("web.yml");
  }

  private App start(int release, String yaml) throws Exception {
    Files.writeString(file, yaml);
    return App.launch()
        .on(Jvm.ofRelease(release))
        .undertow(release < 17 ? "2.2.41.Final" : App.NEWEST_UNDERTOW)
        .agent("web.config=" + file)
        .testApp("tree");
  }

  private static HttpResponse<String> get(HttpClient client, URI uri, String... headers)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Client.PATIENCE);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private static int status(HttpClient client, URI uri, String... headers) throws Exception {
    return get(client, uri, headers).statusCode();
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {8, 11, 17, 25})
  void overTlsWithAPassword(int release) throws Exception {
    try (App app = start(release, TLS + "}\n" + USERS)) {
      URI metrics = app.agent().resolve("metrics");
      HttpClient client = server.client(null);
      assertThat(metrics.getScheme()).isEqualTo("https");
      HttpResponse<String> served = get(client, metrics, AUTHORIZATION, basic("alice:secret"));
      assertThat(served.statusCode()).isEqualTo(200);
      assertThat(served.body()).contains("pillion_info{");
      assertThat(get(client, metrics).headers().firstValue("WWW-Authenticate"))
          .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Basic realm="));
      for (String path : new String[] {"/metrics", "/", "/-/config", "/-/healthy", "/-/ready"}) {
        URI uri = app.agent().resolve(path);
        assertThat(status(client, uri)).as(path).isEqualTo(401);
        assertThat(status(client, uri, AUTHORIZATION, basic("alice:wrong"))).isEqualTo(401);
        assertThat(status(client, uri, AUTHORIZATION, basic("bob:secret"))).isEqualTo(401);
        assertThat(status(client, uri, AUTHORIZATION, basic("alice:secret"))).isEqualTo(200);
      }
      assertThat(app.agentLines()).singleElement().asString().doesNotContain("open to all");
    }
  }

  @Test
  void withoutTlsNothingIsSaidToWhoSpeaksPlain() throws Exception {
    try (App app = start(17, TLS + "}")) {
      try (Wire plain = new Wire(app.agent().getPort())) {
        plain.send(Wire.request("GET /metrics"));
        assertThat(plain.readAll()).doesNotContain("HTTP/1.1 200").doesNotContain("pillion_");
      }
      assertThat(status(server.client(null), app.agent().resolve("metrics"))).isEqualTo(200);
    }
  }

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {8, 25})
  void whoHasNoCertificateIsNotLetIn(int release) throws Exception {
    String clients =
        ", client_ca_file: prometheus.crt, client_auth_type: RequireAndVerifyClientCert";
    try (App app = start(release, TLS + clients + "}")) {
      URI metrics = app.agent().resolve("metrics");
      assertThat(status(server.client(prometheus), metrics)).isEqualTo(200);
      assertThatThrownBy(() -> status(server.client(null), metrics))
          .isInstanceOf(IOException.class);
      assertThatThrownBy(() -> status(server.client(server), metrics))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aClientsCertificateMustHaveOneOfTheNamesListed() throws Exception {
    String clients =
        ", client_ca_file: prometheus.crt, client_auth_type: RequireAndVerifyClientCert,"
            + " client_allowed_sans: [%s]}";
    try (App app = start(17, TLS + String.format(clients, "localhost"))) {
      assertThat(status(server.client(prometheus), app.agent().resolve("metrics"))).isEqualTo(200);
    }
    try (App app = start(17, TLS + String.format(clients, "other.example.com"))) {
      URI metrics = app.agent().resolve("metrics");
      assertThatThrownBy(() -> status(server.client(prometheus), metrics))
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void onlyTls13IsSpokenWhereThatIsTheLeast() throws Exception {
    try (App app = start(17, TLS + ", min_version: TLS13}")) {
      HttpResponse<String> response = get(server.client(null), app.agent().resolve("metrics"));
      assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    }
    try (App app = start(17, TLS + ", max_version: TLS12}")) {
      HttpResponse<String> response = get(server.client(null), app.agent().resolve("metrics"));
      assertThat(response.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.2");
    }
  }

  @Test
  void aTokenOfTheFileLetsIn() throws Exception {
    Files.writeString(folder.resolve("tokens"), "first-token\nsecond-token\n");
    String yaml =
        "authorization: {credentials_file: tokens}\nunauthenticated_paths: [/-/healthy]\n";
    try (App app = start(17, yaml)) {
      URI metrics = app.agent().resolve("metrics");
      assertThat(status(Client.HTTP, metrics)).isEqualTo(401);
      assertThat(status(Client.HTTP, metrics, AUTHORIZATION, "Bearer first")).isEqualTo(401);
      assertThat(status(Client.HTTP, metrics, AUTHORIZATION, "Bearer ")).isEqualTo(401);
      for (String token : new String[] {"first-token", "second-token"}) {
        assertThat(status(Client.HTTP, metrics, AUTHORIZATION, "Bearer " + token)).isEqualTo(200);
      }
      assertThat(status(Client.HTTP, app.agent().resolve("/-/healthy"))).isEqualTo(200);
      assertThat(status(Client.HTTP, app.agent().resolve("/-/ready"))).isEqualTo(401);
    }
  }

  @Test
  void whatIsWrongInTheFileOpensNothingAndIsMendedWhileTheAppRuns() throws Exception {
    Files.writeString(file, "basic_auth_users: {alice: secret}\n");
    try (App app = App.launch().agent("web.config=" + file).testApp("tree")) {
      String line = app.awaitErr("(\\[pillion] no metrics are served.*)\n");
      assertThat(line)
          .contains("web.config: " + file + " line 1")
          .contains("is no bcrypt hash")
          .doesNotContain("secret");
      assertThat(Client.get(app.uri("/exact")).statusCode()).isEqualTo(200);
      Files.writeString(file, USERS);
      assertThat(status(Client.HTTP, app.agent().resolve("metrics"))).isEqualTo(401);
    }
  }

  @Test
  void aChangeIsTakenUpAndAWrongOneChangesNothing() throws Exception {
    try (App app = start(17, USERS)) {
      URI metrics = app.agent().resolve("metrics");
      String alice = basic("alice:secret");
      assertThat(status(Client.HTTP, metrics, AUTHORIZATION, alice)).isEqualTo(200);
      for (String wrong : new String[] {"", "basic_auth_users: {}", "basic_auth_users: {a: b"}) {
        Files.writeString(file, wrong);
        app.awaitErr("(web.config: [^\n]*stays in force)\n(?!.*stays in force)");
        assertThat(status(Client.HTTP, metrics)).as(wrong).isEqualTo(401);
        assertThat(status(Client.HTTP, metrics, AUTHORIZATION, alice)).isEqualTo(200);
      }
      Files.writeString(file, USERS.replace("alice", "bob"));
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> status(Client.HTTP, metrics, AUTHORIZATION, alice) == 401);
      assertThat(status(Client.HTTP, metrics, AUTHORIZATION, basic("bob:secret"))).isEqualTo(200);
    }
  }
}
