package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Quarkus app as Quarkus's own build makes it, with Quarkus REST and metrics of its own by
 * Micrometer.
 */
class QuarkusIT {
  private static final int CLIENTS = 16;
  private static final int EACH = 200;

  @TempDir private static Path folder;

  @BeforeAll
  static void build() throws Exception {
    Path sources = Sources.file("quarkus");
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = folder.resolve(sources.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
    String mvn = Path.of(System.getProperty("maven.home"), "bin", "mvn").toString();
    ProcessBuilder builder =
        new ProcessBuilder(mvn, "-B", "-q", "package")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", Jvm.own().home().toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
    Process maven = builder.start();
    String said = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(maven.waitFor()).as(said).isZero();
  }

  private static App start(App.Launch launch) {
    return launch.command("-jar", folder + "/target/quarkus-app/quarkus-run.jar").start();
  }

  private static URI uri(App app, String path) {
    String port = app.awaitOut("Listening on: http://127.0.0.1:(\\d+)");
    return URI.create("http://127.0.0.1:" + port + "/shop" + path);
  }

  @Test
  void eachRequestIsCountedOnceUnderTheTemplateOfItsResource() throws Exception {
    try (App app = start(App.launch())) {
      askAll(app);
      Scrape scrape = app.scrapeWhenIdle();
      String order = "/shop/api/orders/{id}";
      assertThat(scrape.requests("GET", order, 200)).as(scrape.requested()).isEqualTo(4);
      assertThat(scrape.requests("GET", "/shop/api/orders/{id}/lines/{line}", 200)).isEqualTo(1);
      assertThat(scrape.requests("GET", "/shop/api/orders/throw", 500)).isEqualTo(1);
      assertThat(scrape.requests("POST", "/shop/api/orders", 200)).isEqualTo(1);
      assertThat(scrape.requests()).as(scrape.requested()).isEqualTo(8);
      assertThat(scrape.value("http_requests_total", "status", "404")).isEqualTo(1);
      assertThat(scrape.value("pillion_instrumented", "server", "vertx", "version", "4.5.11"))
          .as(scrape.text())
          .isEqualTo(1);
      assertThat(scrape.value("pillion_errors_total")).as(app.err()).isZero();
    }
  }

  @Test
  void itsOwnMetricsAreWhatTheyAreWithoutTheAgent() throws Exception {
    String without = ownMetrics(App.launch().agent(null));
    assertThat(without).contains("uri=\"/orders/{id:[0-9]+}\"");
    assertThat(ownMetrics(App.launch())).isEqualTo(without);
  }

  private static String ownMetrics(App.Launch launch) throws Exception {
    try (App app = start(launch)) {
      askAll(app);
      return Client.get(uri(app, "/q/metrics"))
          .body()
          .lines()
          .filter(line -> line.startsWith("http_server_requests_seconds_count"))
          .sorted()
          .reduce("", (one, other) -> one + "\n" + other);
    }
  }

  private static void askAll(App app) throws IOException, InterruptedException {
    for (int i = 0; i < 3; i++) {
      assertThat(Client.get(uri(app, "/api/orders/7")).body()).isEqualTo("order");
    }
    assertThat(Client.get(uri(app, "/api/orders/7/lines/3")).body()).isEqualTo("line");
    assertThat(Client.get(uri(app, "/api/orders/throw")).statusCode()).isEqualTo(500);
    assertThat(Client.get(uri(app, "/api/absent")).statusCode()).isEqualTo(404);
    HttpRequest post =
        HttpRequest.newBuilder(uri(app, "/api/orders"))
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString("hello"))
            .build();
    assertThat(Client.HTTP.send(post, BodyHandlers.ofString()).body()).isEqualTo("hello");
    HttpRequest upgrading = HttpRequest.newBuilder(uri(app, "/api/orders/8")).build();
    assertThat(Client.HTTP_2.send(upgrading, BodyHandlers.ofString()).body()).isEqualTo("order");
  }

  @Test
  void underLoadNoRouteIsMissingOrJoinedTwice() throws Exception {
    try (App app = start(App.launch())) {
      URI order = uri(app, "/api/orders/7");
      URI line = uri(app, "/api/orders/7/lines/3");
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      try {
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          running.add(clients.submit(() -> ask(order, line)));
        }
        for (Future<?> client : running) {
          client.get(2, TimeUnit.MINUTES);
        }
      } finally {
        clients.shutdownNow();
      }
      Scrape scrape = app.scrapeWhenIdle();
      double each = CLIENTS * EACH;
      assertThat(scrape.requests("GET", "/shop/api/orders/{id}", 200))
          .as(scrape.requested())
          .isEqualTo(each);
      assertThat(scrape.requests("GET", "/shop/api/orders/{id}/lines/{line}", 200)).isEqualTo(each);
      assertThat(scrape.requests()).as(scrape.requested()).isEqualTo(2 * each);
    }
  }

  private static Void ask(URI order, URI line) throws Exception {
    for (int i = 0; i < EACH; i++) {
      assertThat(Client.get(order).statusCode()).isEqualTo(200);
      assertThat(Client.get(line).statusCode()).isEqualTo(200);
    }
    return null;
  }
}
