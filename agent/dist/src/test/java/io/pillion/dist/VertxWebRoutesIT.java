package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The routes of Vert.x Web, below mount points and by handlers that pass a request on. */
class VertxWebRoutesIT {
  private static final Map<String, String> ROUTES =
      Map.of(
          "/again/7", "/again/*",
          "/then/last", "/then/last",
          "/before/all", "/before/all",
          "/before/others", "/before/*",
          "/blocking/7", "/blocking/{id}",
          "/r7", "/*", // a regular expression is no template
          "/of/acme/api/v1/users/7", "/of/{tenant}/api/v1/users/{id}",
          "/of/acme/api/others", "/of/{tenant}/api/*");

  private static App start(App.Launch launch, String version, Path classes) throws Exception {
    List<File> libraries = ClassPath.resolve("io.vertx:vertx-web:" + version);
    Sources.compile("vertx-web-routes", libraries, classes);
    return launch.command("-cp", ClassPath.of(classes, libraries), "Main").start().awaitListening();
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.9.16", "4.0.3", "4.5.22", "5.1.5"})
  void aRouteIsWhatTheAppWrote(String version, @TempDir Path classes) throws Exception {
    try (App app = start(App.launch(), version, classes)) {
      for (HttpClient client : List.of(Client.HTTP, Client.HTTP_2)) {
        for (String path : ROUTES.keySet()) {
          HttpRequest request = HttpRequest.newBuilder(app.uri(path)).build();
          assertThat(client.send(request, BodyHandlers.ofString()).body()).as(path).isEqualTo("ok");
        }
      }
      Scrape scrape = app.scrapeWhenIdle();
      ROUTES.forEach(
          (path, route) ->
              assertThat(scrape.requests("GET", route, 200))
                  .as("%s in %s", path, scrape.requested())
                  .isEqualTo(2));
      assertThat(scrape.requests()).isEqualTo(2 * ROUTES.size());
      assertThat(scrape.value("pillion_errors_total")).as(app.err()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4.5.22", "5.1.5"})
  void withoutVertxMetricsItIsSaidThatNothingIsWatched(String version, @TempDir Path classes)
      throws Exception {
    App.Launch launch = App.launch().options("-Dvertx.disableMetrics=true");
    try (App app = start(launch, version, classes)) {
      assertThat(Client.get(app.uri("/then/last")).body()).isEqualTo("ok");
      assertThat(app.awaitErr("(vertx is not watched.*vertx.disableMetrics is set)")).isNotEmpty();
      Scrape scrape = app.scrape();
      assertThat(scrape.value("pillion_instrumented", "server", "vertx")).isZero();
      assertThat(scrape.requests()).isZero();
    }
  }
}
