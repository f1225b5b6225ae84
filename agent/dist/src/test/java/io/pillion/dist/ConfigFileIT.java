package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The YAML file with the real jar: read at start, read again when it changes. */
class ConfigFileIT {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("pillion.yaml");
  }

  private App.Launch launch() {
    return App.launch().agent("config=" + file);
  }

  private static void awaitLine(App app, String text) {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(app.err()).contains(text));
  }

  @Test
  void aFileSaysWhatTheOtherSourcesDoNot() throws Exception {
    Files.writeString(
        file,
        """
        port: 1
        labels:
          environment: ${STAGE:-dev}
          region: ${REGION:-eu}
        http:
          exclude: [/status]
        """);
    try (App app = launch().environment("STAGE", "prod").testApp("tree")) {
      Client.get(app.uri("/exact"));
      Client.get(app.uri("/status?code=200"));
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests()).isEqualTo(1);
      assertThat(
              scrape.value(
                  "http_requests_total", "environment", "prod", "region", "eu", "route", "/exact"))
          .isEqualTo(1);
    }
  }

  @Test
  void aChangeIsTakenUpWhileTheAppRuns() throws Exception {
    Files.writeString(file, "http.routes: ['/a/{b}']");
    try (App app = launch().testApp("single")) {
      Client.get(app.uri("/a/1"));
      Client.get(app.uri("/c/1"));
      Files.writeString(file, "http.routes: ['/a/{b}', '/c/{d}']");
      awaitLine(app, file + " was read again: http.routes is now /a/{b} /c/{d}");
      Client.get(app.uri("/c/2"));
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/a/{b}", 200)).isEqualTo(1);
      assertThat(scrape.requests("GET", "/*", 200)).isEqualTo(1);
      assertThat(scrape.requests("GET", "/c/{d}", 200)).isEqualTo(1);
    }
  }

  @Test
  void aMistakeLeavesInForceWhatWas() throws Exception {
    Files.writeString(file, "http.exclude: [/status]");
    try (App app = launch().testApp("tree")) {
      assertThat(app.scrape().requests()).isZero();
      Files.writeString(file, "http.exclud: [/exact]");
      awaitLine(app, file + " was read again and is not used");
      assertThat(app.err())
          .contains(
              file
                  + " line 1 column 1: http.exclud: there is no such setting; did you mean"
                  + " http.exclude?");
      Client.get(app.uri("/status?code=200"));
      Client.get(app.uri("/exact"));
      assertThat(app.scrapeWhenIdle().requests()).isEqualTo(1);
    }
  }

  /** As Kubernetes mounts it: file -> ..data/file, ..data -> a folder, ..data being replaced. */
  @Test
  void aConfigMapThatIsSwappedIsTakenUp() throws Exception {
    Path data = folder.resolve("..data");
    Files.createSymbolicLink(data, version("one", "http.exclude: [/status]"));
    Files.createSymbolicLink(file, Path.of("..data").resolve("pillion.yaml"));
    try (App app = launch().testApp("tree")) {
      assertThat(app.scrape().requests()).isZero();
      Path next = folder.resolve("..data_tmp");
      Files.createSymbolicLink(next, version("two", "http.exclude: [/exact]"));
      Files.move(next, data, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      awaitLine(app, file + " was read again: http.exclude is now /exact");
    }
  }

  private Path version(String name, String yaml) throws Exception {
    Path version = Files.createDirectory(folder.resolve(".." + name));
    Files.writeString(version.resolve("pillion.yaml"), yaml);
    return version.getFileName();
  }

  @ParameterizedTest(name = "Java {0}")
  @CsvSource({"8, 2.2.41.Final", "17, 2.4.4.Final", "25, 2.4.4.Final"})
  void enabledFalseTakesTheAgentOutOfARunningAppAndTrueBringsItBack(int release, String undertow)
      throws Exception {
    Files.writeString(file, "http.exclude: [/held]");
    try (App app = launch().on(Jvm.ofRelease(release)).undertow(undertow).testApp("tree")) {
      Client.get(app.uri("/exact"));
      assertThat(app.scrapeWhenIdle().requests("GET", "/exact", 200)).isEqualTo(1);
      int port = app.agent().getPort();
      Files.writeString(file, "enabled: false");
      awaitLine(app, "enabled is now false");
      assertThatThrownBy(() -> new Wire(port).close()).isInstanceOf(ConnectException.class);
      Client.get(app.uri("/exact"));
      Files.writeString(file, "enabled: true");
      String address = app.awaitErr("(?s)enabled is now false.*serves metrics at (\\S+/)metrics");
      Client.get(app.uri("/exact"));
      await().until(() -> Scrape.of(URI.create(address)).requests("GET", "/exact", 200) == 1);
      assertThat(app.end()).isZero();
      assertThat(app.err()).doesNotContain("Exception", "Error");
    }
  }

  @Test
  void aFileMayComeLater() throws Exception {
    try (App app = launch().testApp("tree")) {
      awaitLine(app, file + " there is no such file");
      Files.writeString(file, "http.exclude: [/exact]");
      awaitLine(app, file + " was read again: http.exclude is now /exact");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"prot: 9464", "labels: [", "port: \u0001", "\t- x", "- a", "host: ${X}"})
  void aMalformedFileDoesNotKeepTheAppFromStarting(String yaml) throws Exception {
    Files.writeString(file, yaml);
    try (App app = launch().testApp("tree")) {
      Client.get(app.uri("/exact"));
      assertThat(app.scrapeWhenIdle().requests("GET", "/exact", 200)).isEqualTo(1);
      assertThat(app.err()).containsPattern(file + " line 1[ :]").contains(file + " is not used");
    }
  }

  @Test
  void nothingOfFilesAndOfRulesIsLoadedWithoutAFile() throws Exception {
    try (App app = App.launch().options("-Xlog:class+load").testApp("tree")) {
      Client.get(app.uri("/exact"));
      assertThat(app.scrapeWhenIdle().requests()).isEqualTo(1);
      assertThat(app.out())
          .contains("io.pillion.config.Settings")
          .doesNotContain("snakeyaml", "ConfigWatch", "ConfigFile", "io.pillion.rules");
    }
  }

  @Test
  void nothingOfRulesIsLoadedWithoutAny() throws Exception {
    Files.writeString(file, "http.exclude: [/status]");
    try (App app = launch().options("-Xlog:class+load").testApp("tree")) {
      app.scrape();
      assertThat(app.out()).contains("snakeyaml", "ConfigWatch").doesNotContain("io.pillion.rules");
    }
  }

  @Test
  void enabledMayBeFalseInTheFile() throws Exception {
    Files.writeString(file, "enabled: false");
    try (App app = launch().testApp("tree")) {
      assertThat(Client.get(app.uri("/exact")).statusCode()).isEqualTo(200);
      app.end();
      assertThat(app.err()).doesNotContain("[pillion]");
    }
  }
}
