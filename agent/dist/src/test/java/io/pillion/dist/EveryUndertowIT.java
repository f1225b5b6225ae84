package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same numbers from every Undertow, whatever loads it and whatever stands beside it. */
class EveryUndertowIT {
  private static final String NEWEST = App.NEWEST_UNDERTOW;
  private static final String JBOSS_MODULES = "org.jboss.modules:jboss-modules:2.1.6.Final";

  private static void assertQuiet(App app) {
    assertThat(app.agentLines()).singleElement().asString().contains("serves metrics at http://");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.4.0.Final", "1.4.28.Final", "2.0.42.Final", "2.2.41.Final", "2.3.27.Final"})
  void anOlderUndertow(String version) throws Exception {
    try (App app = App.launch().undertow(version).testApp("tree")) {
      Journey.measured(app, version);
      assertQuiet(app);
      assertThat(Client.get(app.agent().resolve("-/instrumentation")).body())
          .contains("is watched")
          .doesNotContain("without ");
    }
  }

  @Test
  void settingsOfThePrometheusClientThatAreMeantForTheApp(@TempDir Path folder) throws Exception {
    Files.writeString(
        folder.resolve("prometheus.properties"),
        "io.prometheus.exporter.httpServer.port=nonsense\nio.prometheus.no.such=thing\n");
    String classPath = ClassPath.of(folder, ClassPath.undertow(NEWEST));
    try (App app =
        App.launch()
            .options(
                "-Dio.prometheus.exporter.httpServer.port=-1",
                "-Dio.prometheus.exporter.includeCreatedTimestamps=perhaps",
                "-Dio.prometheus.exporter.filter.metricNameMustNotStartWith=http_",
                "-Dio.prometheus.metrics.histogramClassicUpperBounds=0.3,0.2",
                "-Dio.prometheus.metrics.exemplarsEnabled=perhaps")
            .environment("PROMETHEUS_CONFIG", folder.resolve("absent.properties").toString())
            .environment("IO_PROMETHEUS_METRICS_HISTOGRAM_NATIVE_ONLY", "perhaps")
            .command("-cp", ClassPath.testApp() + File.pathSeparator + classPath)
            .command("io.pillion.testapp.TestApp", "tree")
            .start()
            .awaitListening()) {
      Scrape scrape = Journey.measured(app, NEWEST);
      assertThat(scrape.samples("http_request_duration_seconds_bucket", "route", "/"))
          .extracting(sample -> sample.labels().get("le"))
          .hasSize(15)
          .contains("0.075");
      assertQuiet(app);
    }
  }

  @Test
  void anAppWithItsOwnOlderPrometheusClientsAndByteBuddy(@TempDir Path folder) throws Exception {
    List<File> libraries = new ArrayList<>(ClassPath.undertow(NEWEST));
    libraries.addAll(
        ClassPath.resolve(
            "io.prometheus:simpleclient_common:0.16.0",
            "io.prometheus:prometheus-metrics-core:1.0.0",
            "io.prometheus:prometheus-metrics-exposition-formats:1.0.0",
            "net.bytebuddy:byte-buddy:1.12.0"));
    Sources.compile("own-metrics", libraries, folder);
    try (App app =
        App.launch()
            .command("-cp", ClassPath.of(folder, libraries), "OwnMetrics")
            .start()
            .awaitListening()) {
      for (int i = 0; i < 3; i++) {
        assertThat(Client.get(app.uri("/hello")).body()).isEqualTo("made");
      }
      String old = Client.get(app.uri("/old")).body();
      assertThat(old.lines().filter(line -> !line.startsWith("#")))
          .filteredOn(line -> !line.contains("_created"))
          .containsExactly("http_requests_total 3.0");
      String recent = Client.get(app.uri("/new")).body();
      assertThat(recent.lines().filter(line -> !line.startsWith("#")))
          .containsExactly("http_requests_total{method=\"GET\"} 3.0");
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/*", 200)).isEqualTo(3);
      assertThat(scrape.requests()).isEqualTo(5);
      assertQuiet(app);
    }
  }

  /**
   * The rest stays on the class path: jboss-threads requires a module that its pom lacks. Of the
   * JDK's modules such an app has only those that it asks for.
   */
  @Test
  void onTheModulePath() throws Exception {
    List<File> libraries = ClassPath.undertow(NEWEST);
    List<File> undertow =
        libraries.stream().filter(jar -> jar.getName().startsWith("undertow-core")).toList();
    try (App app =
        App.launch()
            .command("--module-path", ClassPath.of(ClassPath.testApp(), undertow))
            .command("--class-path", ClassPath.of(libraries.get(0).toPath(), libraries))
            .command("--add-modules", "undertow.core,jdk.unsupported")
            .command("--add-modules", "jdk.httpserver,jdk.management")
            .command("-m", "pillion.testapp/io.pillion.testapp.TestApp", "tree")
            .start()
            .awaitListening()) {
      Journey.measured(app, NEWEST);
      assertQuiet(app);
    }
  }

  /** As WildFly does: loaders that hide everything but the packages they are told of. */
  @Test
  void underJBossModules(@TempDir Path folder) throws Exception {
    writeModule(folder, "io.undertow", "", ClassPath.undertow(NEWEST));
    writeModule(
        folder,
        "app",
        "<main-class name=\"io.pillion.testapp.TestApp\"/>",
        List.of(ClassPath.testApp().toFile()),
        "io.undertow");
    try (App app =
        App.launch()
            .command("-jar", ClassPath.resolve(JBOSS_MODULES).get(0).getPath())
            .command("-mp", folder.toString(), "app", "tree")
            .start()
            .awaitListening()) {
      Journey.measured(app, NEWEST);
      assertQuiet(app);
    }
  }

  private static void writeModule(
      Path root, String name, String main, List<File> jars, String... dependencies)
      throws IOException {
    Path folder = root.resolve(name.replace('.', '/')).resolve("main");
    Files.createDirectories(folder);
    for (File jar : jars) {
      Files.copy(jar.toPath(), folder.resolve(jar.getName()));
    }
    List<String> needed = new ArrayList<>(List.of(dependencies));
    needed.addAll(List.of("java.se", "jdk.unsupported"));
    Files.writeString(
        folder.resolve("module.xml"),
        """
        <module xmlns="urn:jboss:module:1.9" name="%s">
          %s
          <resources>%s</resources>
          <dependencies>%s</dependencies>
        </module>
        """
            .formatted(
                name,
                main,
                jars.stream()
                    .map(jar -> "<resource-root path=\"" + jar.getName() + "\"/>")
                    .collect(Collectors.joining()),
                needed.stream()
                    .map(module -> "<module name=\"" + module + "\"/>")
                    .collect(Collectors.joining())));
  }
}
