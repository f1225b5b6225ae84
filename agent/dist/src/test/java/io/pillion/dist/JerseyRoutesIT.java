package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The routes of Jersey in a Servlet container: what resources and sub-resources wrote. */
@ParameterizedClass(name = "{0}")
@MethodSource("releases")
class JerseyRoutesIT {
  @TempDir static Path work;
  private static App app;

  /**
   * @param api {@code javax} or {@code jakarta}
   * @param more an artifact that Jersey does not start without
   */
  record Release(String jersey, String tomcat, String api, String more) {}

  @Parameter private Release release;

  static List<Release> releases() {
    return List.of(
        new Release("2.22.2", "9.0.83", "javax", "javax.annotation:javax.annotation-api:1.3.2"),
        new Release("2.47", "9.0.83", "javax", "org.glassfish.jersey.inject:jersey-hk2:2.47"),
        new Release(
            "3.1.11", "10.1.49", "jakarta", "org.glassfish.jersey.inject:jersey-hk2:3.1.11"));
  }

  @BeforeParameterizedClassInvocation
  static void start(Release release) throws Exception {
    List<File> libraries =
        ClassPath.resolve(
            "org.glassfish.jersey.containers:jersey-container-servlet:" + release.jersey(),
            "org.apache.tomcat.embed:tomcat-embed-core:" + release.tomcat(),
            release.more());
    Path sources = Files.createDirectories(work.resolve("sources-" + release.jersey()));
    String text = Files.readString(Sources.file("jersey").resolve("Main.java"));
    Files.writeString(
        sources.resolve("Main.java"), text.replace("jakarta.ws.rs", release.api() + ".ws.rs"));
    Path classes = Files.createDirectories(work.resolve("classes-" + release.jersey()));
    Sources.compile(sources, 11, libraries, classes);
    app =
        App.launch()
            .command("-cp", ClassPath.of(classes, libraries), "Main")
            .start()
            .awaitListening();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    app.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/shop/api/orders, 200, /shop/api/orders",
    "/shop/api/orders/7, 200, /shop/api/orders/{id}",
    "/shop/api/orders/7/later, 200, /shop/api/orders/{id}/later",
    "/shop/api/orders/7/broken, 500, /shop/api/orders/{id}/broken",
    "/shop/api/orders/7/lines/3, 200, /shop/api/orders/{id}/lines/{line}",
    "/shop/api/orders/7/lines/3/parts/4, 200, /shop/api/orders/{id}/lines/{line}/parts/{line}",
    "/shop/api/nothing, 404, /shop/api/*",
    "/shop/nothing, 404, /shop/*",
  })
  void whatTheResourceWroteIsTheRoute(String path, int status, String route) throws Exception {
    Scrape before = app.scrapeWhenIdle();
    var response = Client.get(app.uri(path));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    Scrape counted = app.scrapeWhen(scrape -> scrape.since(before).requests() > 0).since(before);
    assertThat(counted.requests("GET", route, status)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
    assertThat(app.scrape().value("pillion_errors_total")).as(app.err()).isZero();
    assertThat(Client.get(app.agent().resolve("-/instrumentation")).body())
        .as(release.jersey())
        .containsPattern("jersey in a class loader of .* is watched");
  }
}
