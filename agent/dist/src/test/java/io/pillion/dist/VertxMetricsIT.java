package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Metrics that a Vert.x app has of its own are the same with the agent as without. */
class VertxMetricsIT {
  @ParameterizedTest
  @CsvSource({
    "4.5.22, io.vertx.core.http.impl, 1.12.13",
    "5.0.5, io.vertx.core.internal.http, 1.15.5"
  })
  void theAppsOwnMetricsAreWhatTheyAreWithoutTheAgent(
      String version, String internals, String micrometer, @TempDir Path folder) throws Exception {
    List<File> libraries =
        ClassPath.resolve(
            "io.vertx:vertx-web:" + version,
            "io.vertx:vertx-micrometer-metrics:" + version,
            "io.micrometer:micrometer-registry-prometheus:" + micrometer);
    Path sources = Files.createDirectories(folder.resolve("sources"));
    String app = Files.readString(Sources.file("vertx-metrics").resolve("Main.java"));
    Files.writeString(
        sources.resolve("Main.java"), app.replace("io.vertx.core.http.impl.", internals + "."));
    Path classes = Files.createDirectories(folder.resolve("classes"));
    Sources.compile(sources, 11, libraries, classes);
    String without = metrics(App.launch().agent(null), classes, libraries);
    String with = metrics(App.launch(), classes, libraries);
    assertThat(without).contains("/orders/>/:id");
    assertThat(with).isEqualTo(without);
  }

  /** What the app tells of the same requests, and of its own object for one. */
  private static String metrics(App.Launch launch, Path classes, List<File> libraries)
      throws Exception {
    try (App app =
        launch.command("-cp", ClassPath.of(classes, libraries), "Main").start().awaitListening()) {
      for (int i = 0; i < 3; i++) {
        assertThat(Client.get(app.uri("/orders/7")).body()).isEqualTo("order");
      }
      assertThat(Client.send("POST", app.uri("/orders/"), "hello").body()).isEqualTo("hello");
      assertThat(Client.get(app.uri("/absent")).statusCode()).isEqualTo(404);
      HttpRequest upgrading = HttpRequest.newBuilder(app.uri("/orders/8")).build();
      Client.HTTP_2.send(upgrading, BodyHandlers.ofString());
      try (Http2Wire wire = new Http2Wire(app)) {
        wire.request(1, "POST", "/orders/", false);
        wire.cancel(1);
        wire.request(3, "GET", "/orders/9", true);
        wire.awaitEnd(3);
      }
      String metric = Client.get(app.uri("/metric")).body();
      assertThat(metric).contains("io.vertx.micrometer");
      String ended = "http.server.active.connections";
      await()
          .atMost(Client.PATIENCE)
          .until(() -> Client.get(app.uri("/meters")).body().contains(ended));
      return metric + "\n" + Client.get(app.uri("/meters")).body();
    }
  }
}
