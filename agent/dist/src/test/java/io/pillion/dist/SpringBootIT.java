package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The naming {@code micrometer} beside the real one: a Spring Boot app on Undertow, watched by the
 * agent, is asked for both.
 */
class SpringBootIT {
  private static final String SPRING_BOOT = "3.5.8";
  private static final String METRIC = "http_server_requests_seconds";

  @TempDir Path classes;

  private App start() {
    List<File> libraries =
        ClassPath.resolve(
            "org.springframework.boot:spring-boot-starter-undertow:" + SPRING_BOOT,
            "org.springframework.boot:spring-boot-starter-json:" + SPRING_BOOT,
            "org.springframework.boot:spring-boot-starter-actuator:" + SPRING_BOOT,
            "org.springframework:spring-webmvc:6.2.14",
            "io.micrometer:micrometer-registry-prometheus:1.15.6");
    String classPath = ClassPath.of(classes, libraries);
    StringWriter said = new StringWriter();
    PrintWriter writer = new PrintWriter(said);
    int compiled =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                writer,
                writer,
                "-d",
                classes.toString(),
                "-cp",
                classPath,
                Path.of("src", "test", "apps", "spring-boot", "SpringApp.java").toString());
    assertThat(compiled).as(said.toString()).isZero();
    return App.launch()
        .agent(
            "naming=micrometer,http.exclude=/actuator/*,"
                + "http.routes=/ /items /items/{id} /status/{code}")
        .options(
            "-Dserver.port=0",
            "-Dspring.main.banner-mode=off",
            "-Dspring.web.resources.add-mappings=false",
            "-Dmanagement.endpoints.web.exposure.include=prometheus",
            "-Dmanagement.metrics.distribution.percentiles-histogram.http.server.requests=true")
        .command("-cp", classPath, "SpringApp")
        .start()
        .awaitListening();
  }

  @Test
  void dashboardsMadeForSpringBootWorkUnchanged() throws Exception {
    try (App app = start()) {
      Client.get(app.uri("/"));
      Client.get(app.uri("/items/1"));
      Client.get(app.uri("/items/2"));
      Client.send("DELETE", app.uri("/items/2"), "");
      Client.send("POST", app.uri("/items"), "x");
      Client.get(app.uri("/status/404"));
      Client.get(app.uri("/status/503"));
      Client.get(app.uri("/status/302"));
      Client.get(app.uri("/nowhere"));
      Scrape spring = awaitCount(app.uri("/actuator/prometheus"), 9);
      Scrape agent = awaitCount(app.agent().resolve("metrics"), 9);
      assertThat(counts(spring)).hasSize(8);
      assertThat(counts(agent)).isEqualTo(counts(spring));
      assertThat(types(agent)).isEqualTo(types(spring)).hasSize(2);
      assertThat(agent.samples(METRIC + "_max").stream().map(Scrape.Sample::labels))
          .hasSameElementsAs(counts(spring).keySet());
    }
  }

  @Test
  void anExceptionIsNamedAsSpringBootDoes() throws Exception {
    try (App app = start()) {
      Client.get(app.uri("/fails"));
      Scrape spring = awaitCount(app.uri("/actuator/prometheus"), 1);
      Scrape agent = awaitCount(app.agent().resolve("metrics"), 1);
      assertThat(counts(agent)).isEqualTo(counts(spring)).hasSize(1);
    }
  }

  /** A response may be there before its request is counted. */
  private static Scrape awaitCount(URI metrics, int requests) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> Scrape.at(metrics),
            scrape ->
                counts(scrape).values().stream().mapToDouble(Double::doubleValue).sum()
                    == requests);
  }

  private static Map<Map<String, String>, Double> counts(Scrape scrape) {
    return scrape.samples(METRIC + "_count").stream()
        .filter(sample -> !sample.labels().get("uri").startsWith("/actuator"))
        .collect(Collectors.toMap(Scrape.Sample::labels, Scrape.Sample::value));
  }

  private static Map<String, String> types(Scrape scrape) {
    Map<String, String> types = new TreeMap<>();
    scrape
        .text()
        .lines()
        .filter(line -> line.startsWith("# TYPE " + METRIC))
        .map(line -> line.split(" ", -1))
        .forEach(words -> types.put(words[2], words[3]));
    return types;
  }
}
