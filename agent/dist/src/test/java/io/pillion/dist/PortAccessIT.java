package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where the agent listens, for whom, and what it shows there. */
class PortAccessIT {
  @TempDir Path folder;

  private static String answer(App app, String host) throws IOException {
    try (Wire wire = new Wire(app.agent().getPort())) {
      return wire.send("GET /metrics HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
          .readAll();
    }
  }

  /** DNS rebinding: a page has a browser ask the agent under the page's own name. */
  @Test
  void onlyWhoMeansThisMachineIsAnswered() throws Exception {
    try (App app =
        App.launch().agent("allowed.hosts=a.example.com;*.b.example.com").testApp("tree")) {
      String own = InetAddress.getLocalHost().getHostName();
      for (String host :
          new String[] {
            "localhost",
            "LOCALHOST:9464",
            "127.0.0.1",
            "10.1.2.3:80",
            "[::1]:9464",
            own,
            own + ":1",
            "a.example.com",
            "A.Example.com.:9464",
            "x.b.example.com"
          }) {
        assertThat(answer(app, host)).as(host).startsWith("HTTP/1.1 200 ");
      }
      for (String host :
          new String[] {
            "evil.example.com", "b.example.com", "localhost.evil.com", "127.0.0.1.evil.com", "x", ""
          }) {
        assertThat(answer(app, host))
            .as(host)
            .startsWith("HTTP/1.1 421 ")
            .contains("allowed.hosts")
            .doesNotContain("pillion_info");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/metrics", "/-/healthy", "/-/config", "/absent"})
  void noAnswerIsCachedOrGuessedAt(String path) throws Exception {
    try (App app = App.start("tree")) {
      HttpResponse<String> response = Client.get(app.agent().resolve(path));
      assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(response.headers().firstValue("Cache-Control").orElseThrow())
          .isEqualTo(path.equals("/") ? "no-cache" : "no-store");
    }
  }

  @Test
  void thePageAndTheDiagnosticsCanBeSwitchedOff() throws Exception {
    try (App app = App.launch().agent("web.page=false,web.diagnostics=false").testApp("tree")) {
      URI agent = app.agent();
      assertThat(Client.get(agent.resolve("/metrics")).statusCode()).isEqualTo(200);
      assertThat(Client.get(agent.resolve("/-/healthy")).statusCode()).isEqualTo(200);
      assertThat(Client.get(agent.resolve("/-/ready")).statusCode()).isEqualTo(200);
      assertOff(agent.resolve("/"), "web.page");
      assertOff(agent.resolve("/page/main.js"), "web.page");
      assertOff(agent.resolve("/-/config"), "web.diagnostics");
      assertOff(agent.resolve("/-/instrumentation"), "web.diagnostics");
      assertOff(agent.resolve("/-/explain?path=/"), "web.diagnostics");
    }
  }

  private static void assertOff(URI uri, String setting) throws Exception {
    HttpResponse<String> response = Client.get(uri);
    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).contains(setting + " is false");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "web.connections=3 | a whole number from 4 to 1000",
        "web.page=no | true or false",
        "allowed.hosts=http://a | host names without a port",
        "host=a/b | a host name or an IP address, or unix: and the path",
      })
  void aWrongSettingIsSaidInOneLine(String setting, String allowed) throws Exception {
    try (App app = App.launch().agentArgument("port=0," + setting).testApp("tree")) {
      assertThat(app.awaitErr("(\\[pillion] agent argument [^\n]*)\n"))
          .contains(setting)
          .contains(allowed);
      assertThat(Client.get(app.uri("/exact")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aPortThatIsTakenIsTriedAgainUntilItIsFree() throws Exception {
    App app;
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      app =
          App.launch().agentArgument("host=127.0.0.1,port=" + taken.getLocalPort()).testApp("tree");
      assertThat(app.awaitErr("(\\[pillion] no metrics are served[^\n]*)\n"))
          .contains("port=" + taken.getLocalPort())
          .contains("this is tried again");
      Client.get(app.uri("/exact"));
    }
    try (app) {
      assertThat(app.scrapeWhenIdle().requests("GET", "/exact", 200)).isEqualTo(1);
      assertThat(app.agentLines()).hasSize(2);
    }
  }

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {17, 25})
  void aUnixDomainSocketIsServedAndTakenOverFromAnAppThatHasDied(int release) throws Exception {
    Path socket = folder.resolve("pillion.sock");
    for (int i = 0; i < 2; i++) {
      try (App app =
          App.launch()
              .on(Jvm.ofRelease(release))
              .agentArgument("host=unix:" + socket)
              .testApp("tree")) {
        assertThat(app.awaitErr("(metrics at [^\n]*)\n"))
            .isEqualTo("metrics at unix:" + socket + " (/metrics)");
        assertThat(overUnix(socket)).startsWith("HTTP/1.1 200 ").contains("pillion_info{");
        app.process().destroyForcibly().waitFor();
      }
      assertThat(socket).exists();
    }
  }

  @Test
  void aFileIsNotTakenForASocketThatWasLeftBehind() throws Exception {
    Path file = Files.writeString(folder.resolve("precious"), "data");
    try (App app = App.launch().agentArgument("host=unix:" + file).testApp("tree")) {
      app.awaitErr("(no metrics are served)");
      assertThat(file).hasContent("data");
    }
  }

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {8, 11})
  void anOlderJavaSaysThatItHasNone(int release) throws Exception {
    try (App app =
        App.launch()
            .on(Jvm.ofRelease(release))
            .undertow("2.2.41.Final")
            .agentArgument("host=unix:" + folder.resolve("s"))
            .testApp("tree")) {
      assertThat(app.awaitErr("(\\[pillion] no metrics are served[^\n]*)\n"))
          .contains("from 16 on");
      assertThat(Client.get(app.uri("/exact")).statusCode()).isEqualTo(200);
    }
  }

  private static String overUnix(Path socket) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      String request = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
