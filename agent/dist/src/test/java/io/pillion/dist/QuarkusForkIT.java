package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Quarkus's fork of Undertow has the same class {@code io.undertow.server.Connectors} with the same
 * method, and stands upon Vert.x: each request counts once, as one of Vert.x's.
 */
class QuarkusForkIT {
  @Test
  void isNotTakenForUndertow(@TempDir Path folder) throws Exception {
    List<File> libraries =
        ClassPath.resolve(
            "io.quarkus.http:quarkus-http-core:5.3.3",
            "io.quarkus.http:quarkus-http-vertx-backend:5.3.3");
    Sources.compile("quarkus-http", libraries, folder);
    try (App app =
        App.launch()
            .command("-cp", ClassPath.of(folder, libraries), "Main")
            .start()
            .awaitListening()) {
      for (int i = 0; i < 3; i++) {
        assertThat(Client.get(app.uri("/")).body()).isEqualTo("answered");
      }
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.value("pillion_errors_total")).as(app.err()).isZero();
      assertThat(scrape.samples("pillion_instrumented"))
          .singleElement()
          .satisfies(sample -> assertThat(sample.labels()).containsEntry("server", "vertx"));
      assertThat(scrape.requests("GET", "/*", 200)).as(scrape.requested()).isEqualTo(3);
      assertThat(scrape.requests()).isEqualTo(3);
      assertThat(app.agentLines()).noneMatch(line -> line.contains("watched"));
    }
  }
}
