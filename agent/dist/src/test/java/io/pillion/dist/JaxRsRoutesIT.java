package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The routes of JAX-RS in a Servlet container: what resources and sub-resources wrote. */
@ParameterizedClass(name = "{0}")
@MethodSource("releases")
class JaxRsRoutesIT {
  @TempDir static Path work;
  private static App app;

  /**
   * @param api {@code javax} or {@code jakarta}
   * @param lines and parts: the routes of sub-resources
   */
  record Release(
      String framework,
      String version,
      String servlet,
      String api,
      String lines,
      String parts,
      List<String> libraries) {
    @Override
    public String toString() {
      return framework + " " + version;
    }
  }

  @Parameter private Release release;

  static List<Release> releases() {
    return List.of(
        jersey("2.22.2", "javax", "javax.annotation:javax.annotation-api:1.3.2"),
        jersey("2.47", "javax", "org.glassfish.jersey.inject:jersey-hk2:2.47"),
        jersey("3.1.11", "jakarta", "org.glassfish.jersey.inject:jersey-hk2:3.1.11"),
        resteasy("3.0.26.Final", "javax", "jaxrs"),
        resteasy("4.7.10.Final", "javax", "core"),
        resteasy("6.2.11.Final", "jakarta", "core"));
  }

  private static Release jersey(String version, String api, String more) {
    return new Release(
        "jersey",
        version,
        "org.glassfish.jersey.servlet.ServletContainer",
        api,
        "/shop/api/orders/{id}/lines/{line}",
        "/shop/api/orders/{id}/lines/{line}/parts/{line}",
        List.of(
            "org.glassfish.jersey.containers:jersey-container-servlet:" + version,
            tomcat(api),
            more));
  }

  /** It does not tell what a sub-resource has matched. */
  private static Release resteasy(String version, String api, String artifact) {
    return new Release(
        "resteasy",
        version,
        "org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher",
        api,
        "/shop/api/orders/{id}/lines/*",
        "/shop/api/orders/{id}/lines/*",
        List.of("org.jboss.resteasy:resteasy-" + artifact + ":" + version, tomcat(api)));
  }

  private static String tomcat(String api) {
    return "org.apache.tomcat.embed:tomcat-embed-core:"
        + (api.equals("javax") ? "9.0.83" : "10.1.49");
  }

  @BeforeParameterizedClassInvocation
  static void start(Release release) throws Exception {
    List<File> libraries = ClassPath.resolve(release.libraries().toArray(String[]::new));
    Path sources = Files.createDirectories(work.resolve(release + " sources"));
    String text = Files.readString(Sources.file("jax-rs").resolve("Main.java"));
    Files.writeString(
        sources.resolve("Main.java"), text.replace("jakarta.ws.rs", release.api() + ".ws.rs"));
    Path classes = Files.createDirectories(work.resolve(release + " classes"));
    Sources.compile(sources, 11, libraries, classes);
    app =
        App.launch()
            .command("-cp", ClassPath.of(classes, libraries), "Main", release.servlet())
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
    "/shop/api/nothing, 404, /shop/api/*",
    "/shop/nothing, 404, /shop/*",
  })
  void whatTheResourceWroteIsTheRoute(String path, int status, String route) throws Exception {
    expect(path, status, route);
  }

  @Test
  void aSubResourceIsToldAsFarAsTheFrameworkTellsIt() throws Exception {
    expect("/shop/api/orders/7/lines/3", 200, release.lines());
    expect("/shop/api/orders/7/lines/3/parts/4", 200, release.parts());
  }

  private void expect(String path, int status, String route) throws Exception {
    Scrape before = app.scrapeWhenIdle();
    var response = Client.get(app.uri(path));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    Scrape counted = app.scrapeWhen(scrape -> scrape.since(before).requests() > 0).since(before);
    assertThat(counted.requests("GET", route, status)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
    assertThat(app.scrape().value("pillion_errors_total")).as(app.err()).isZero();
    assertThat(Client.get(app.agent().resolve("-/instrumentation")).body())
        .containsPattern(release.framework() + " in a class loader of .* is watched");
  }
}
