package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WireMock as it is downloaded: its Jetty lies in packages of WireMock's. */
class WireMockIT {
  private static final Pattern HINT = Pattern.compile("http\\.servers may say (jetty: .*)");

  @TempDir private Path folder;

  @Test
  void theServerThatItHidesIsWatchedOnceTheAgentsHintIsInTheFile() throws Exception {
    String file;
    try (App app = start("web.page=true")) {
      ask(app, 1);
      URI page = app.agent().resolve("-/instrumentation");
      Matcher hint = HINT.matcher(Client.get(page).body());
      assertThat(hint.find()).isTrue();
      assertThat(app.scrape().requests()).isZero();
      file = "http.servers:\n  " + hint.group(1) + "\n";
    }
    Path config = Files.writeString(folder.resolve("pillion.yaml"), file);
    try (App app = start("config=" + config)) {
      ask(app, 3);
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/*", 200)).as(scrape.requested()).isEqualTo(3);
      assertThat(scrape.requests("GET", "_UNMATCHED", 404)).isEqualTo(3);
      assertThat(scrape.requests()).isEqualTo(6);
      assertThat(scrape.value("pillion_instrumented", "server", "jetty")).isEqualTo(1);
      assertThat(scrape.value("pillion_errors_total")).as(app.err()).isZero();
    }
  }

  private App start(String settings) throws IOException {
    Path stubs = Files.createDirectories(folder.resolve("mappings"));
    Files.writeString(
        stubs.resolve("orders.json"),
        """
        {"request": {"method": "GET", "urlPathTemplate": "/orders/{id}"},
         "response": {"status": 200, "body": "hello"}}
        """);
    String jar = ClassPath.resolveAlone("org.wiremock:wiremock-standalone:3.9.1").get(0).getPath();
    return App.launch()
        .agent(settings)
        .command("-jar", jar, "--port", "0", "--root-dir", folder.toString())
        .start();
  }

  private static void ask(App app, int times) throws Exception {
    int port = Integer.parseInt(app.awaitOut("port: +(\\d+)"));
    for (int i = 0; i < times; i++) {
      URI server = URI.create("http://127.0.0.1:" + port);
      assertThat(Client.get(server.resolve("/orders/" + i)).body()).isEqualTo("hello");
      assertThat(Client.get(server.resolve("/absent")).statusCode()).isEqualTo(404);
    }
  }
}
