package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service in Dropwizard: Jersey upon Jetty, on two ports. */
class DropwizardIT {
  private static final String CONFIGURATION =
      """
      server:
        rootPath: /api/*
        applicationConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
        adminConnectors: [{type: http, port: 0, bindHost: 127.0.0.1}]
      """;

  @TempDir private Path work;

  @ParameterizedTest(name = "Dropwizard {0}")
  @CsvSource({
    "2.1.12, io.dropwizard., javax.ws.rs",
    "4.0.14, io.dropwizard.core., jakarta.ws.rs",
  })
  void requestsOfBothPortsAreCounted(String version, String core, String jaxRs) throws Exception {
    try (App app = start(version, core, jaxRs)) {
      for (int i = 0; i < 20; i++) {
        assertThat(Client.get(app.uri("/api/orders/" + i)).body()).isEqualTo("order " + i);
      }
      assertThat(Client.get(app.uri("/api/orders/broken")).statusCode()).isEqualTo(500);
      assertThat(Client.get(app.uri("/api/absent")).statusCode()).isEqualTo(404);
      assertThat(Client.get(app.uri("/absent")).statusCode()).isEqualTo(404);
      URI admin = URI.create("http://127.0.0.1:" + app.awaitOut("admin on (\\d+)"));
      assertThat(Client.get(admin.resolve("/ping")).statusCode()).isEqualTo(200);
      assertThat(Client.send("POST", admin.resolve("/tasks/gc"), "").statusCode()).isEqualTo(200);
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/api/orders/{id}", 200))
          .as(scrape.requested())
          .isEqualTo(20);
      assertThat(scrape.requests("GET", "/api/orders/broken", 500))
          .as(scrape.requested())
          .isEqualTo(1);
      assertThat(scrape.requests("GET", "/api/*", 404)).as(scrape.requested()).isEqualTo(1);
      assertThat(scrape.requests("GET", "_UNMATCHED", 404)).as(scrape.requested()).isEqualTo(1);
      assertThat(scrape.requests("GET", "/*", 200)).as(scrape.requested()).isEqualTo(1);
      assertThat(scrape.requests("POST", "/tasks/*", 200)).as(scrape.requested()).isEqualTo(1);
      assertThat(scrape.requests()).as(scrape.requested()).as(scrape.requested()).isEqualTo(25);
      assertThat(scrape.value("pillion_errors_total")).as(app.err()).isZero();
    }
  }

  private App start(String version, String core, String jaxRs) throws Exception {
    List<File> libraries = ClassPath.resolve("io.dropwizard:dropwizard-core:" + version);
    Path sources = Files.createDirectories(work.resolve("sources"));
    String text = Files.readString(Sources.file("dropwizard").resolve("Main.java"));
    Files.writeString(
        sources.resolve("Main.java"),
        text.replace("io.dropwizard.core.", core).replace("jakarta.ws.rs", jaxRs));
    Path classes = Files.createDirectories(work.resolve("classes"));
    Sources.compile(sources, 11, libraries, classes);
    Path file = Files.writeString(work.resolve("service.yaml"), CONFIGURATION);
    return App.launch()
        .command("-cp", ClassPath.of(classes, libraries), "Main", "server", file.toString())
        .start()
        .awaitListening();
  }
}
