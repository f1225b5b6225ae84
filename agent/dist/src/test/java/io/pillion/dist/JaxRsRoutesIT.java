package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

/** The routes of JAX-RS: what resources and sub-resources wrote. */
@ParameterizedClass(name = "{0}")
@MethodSource("releases")
class JaxRsRoutesIT {
  @TempDir static Path work;
  private static App app;

  /**
   * @param server a folder below {@code src/test/apps/jax-rs}
   * @param argument of the server's app
   * @param api {@code javax} or {@code jakarta}
   * @param beside the route of a path for which there is no JAX-RS
   */
  record Release(
      String framework,
      String version,
      String server,
      String argument,
      String api,
      String beside,
      List<String> libraries) {
    @Override
    public String toString() {
      return framework + " " + version + " on " + server;
    }
  }

  @Parameter private Release release;

  static List<Release> releases() {
    return List.of(
        jersey("2.22.2", "javax", "javax.annotation:javax.annotation-api:1.3.2"),
        jersey("2.47", "javax", "org.glassfish.jersey.inject:jersey-hk2:2.47"),
        jersey("3.1.11", "jakarta", "org.glassfish.jersey.inject:jersey-hk2:3.1.11"),
        jersey(
            "2.22.2",
            "grizzly",
            "grizzly2",
            "javax",
            "javax.annotation:javax.annotation-api:1.3.2"),
        jersey(
            "3.1.11",
            "grizzly",
            "grizzly2",
            "jakarta",
            "org.glassfish.jersey.inject:jersey-hk2:3.1.11"),
        jersey("2.22.2", "jdk", "jdk", "javax", "javax.annotation:javax.annotation-api:1.3.2"),
        jersey("3.1.11", "jdk", "jdk", "jakarta", "org.glassfish.jersey.inject:jersey-hk2:3.1.11"),
        resteasy("3.0.26.Final", "javax", "jaxrs"),
        resteasy("4.7.10.Final", "javax", "core"),
        resteasy("6.2.11.Final", "jakarta", "core"),
        cxf("3.6.5", "javax"),
        cxf("4.1.0", "jakarta"));
  }

  private static Release jersey(String version, String api, String more) {
    return onTomcat(
        "jersey",
        version,
        "org.glassfish.jersey.servlet.ServletContainer",
        api,
        "org.glassfish.jersey.containers:jersey-container-servlet:" + version,
        more);
  }

  private static Release jersey(
      String version, String server, String container, String api, String more) {
    String artifact = "org.glassfish.jersey.containers:jersey-container-" + container + "-http:";
    return new Release(
        "jersey", version, server, "", api, "_UNMATCHED", List.of(artifact + version, more));
  }

  private static Release resteasy(String version, String api, String artifact) {
    return onTomcat(
        "resteasy",
        version,
        "org.jboss.resteasy.plugins.server.servlet.HttpServletDispatcher",
        api,
        "org.jboss.resteasy:resteasy-" + artifact + ":" + version);
  }

  private static Release cxf(String version, String api) {
    return onTomcat(
        "cxf",
        version,
        "org.apache.cxf.jaxrs.servlet.CXFNonSpringJaxrsServlet",
        api,
        "org.apache.cxf:cxf-rt-frontend-jaxrs:" + version);
  }

  private static Release onTomcat(
      String framework, String version, String servlet, String api, String... libraries) {
    List<String> all = new ArrayList<>(List.of(libraries));
    String tomcat = api.equals("javax") ? "9.0.83" : "10.1.49";
    all.add("org.apache.tomcat.embed:tomcat-embed-core:" + tomcat);
    return new Release(framework, version, "tomcat", servlet, api, "/shop/*", all);
  }

  @BeforeParameterizedClassInvocation
  static void start(Release release) throws Exception {
    List<File> libraries = ClassPath.resolve(release.libraries().toArray(String[]::new));
    Path sources = Files.createDirectories(work.resolve(release + " sources"));
    copy("resources/Shop.java", release.api(), sources.resolve("Shop.java"));
    copy(release.server() + "/Main.java", release.api(), sources.resolve("Main.java"));
    Path classes = Files.createDirectories(work.resolve(release + " classes"));
    Sources.compile(sources, 11, libraries, classes);
    app =
        App.launch()
            .command("-cp", ClassPath.of(classes, libraries), "Main", release.argument())
            .start()
            .awaitListening();
  }

  private static void copy(String name, String api, Path into) throws IOException {
    String text = Files.readString(Sources.file("jax-rs").resolve(name));
    Files.writeString(into, text.replace("jakarta.ws.rs", api + ".ws.rs"));
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
  })
  void whatTheResourceWroteIsTheRoute(String path, int status, String route) throws Exception {
    assumeFalse(path.endsWith("/later") && release.server().equals("jdk"), "Jersey cannot there");
    expect(path, status, route);
  }

  /** Jersey has no method then by which to name it. */
  @Test
  void aLocatorIsToldAsFarAsItHasMatched() throws Exception {
    boolean isTold = !release.framework().equals("jersey");
    String route = isTold ? "/shop/api/orders/{id}/lines/*" : "/shop/api/*";
    expect("/shop/api/orders/7/lines/3/nothing", 404, route);
  }

  @Test
  void whatIsNotBelowTheResourcesIsTheServersToName() throws Exception {
    expect("/shop/nothing", 404, release.beside());
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
