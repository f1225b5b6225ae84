package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Few descriptors, a process that stands still, a file that never rests: the counts stay right. */
class RoughWeatherIT {
  private static final int REQUESTS = 30;

  private static void ask(App app, String path) throws Exception {
    try (Wire wire = new Wire(app)) {
      for (int i = 0; i < REQUESTS; i++) {
        assertThat(wire.send(Wire.request("GET " + path)).readAnswers(1)).containsExactly(200);
      }
    }
  }

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {8, 17, 25})
  void sixtyFourDescriptors(int release) throws Exception {
    try (App app =
        App.launch()
            .on(Jvm.ofRelease(release))
            .undertow(release < 17 ? "2.2.41.Final" : App.NEWEST_UNDERTOW)
            .descriptors(64)
            .testApp("tree")) {
      ask(app, "/exact");
      assertThat(app.scrapeWhenIdle().requests("GET", "/exact", 200)).isEqualTo(REQUESTS);
    }
  }

  @Test
  void aProcessThatIsStoppedAndGoesOn() throws Exception {
    try (App app = App.start("tree")) {
      ask(app, "/exact");
      signal("-STOP", app);
      try (Wire wire = new Wire(app)) {
        wire.send(Wire.request("GET /exact"));
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true); // it stands still meanwhile
        signal("-CONT", app);
        assertThat(wire.readAnswers(1)).containsExactly(200);
      }
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/exact", 200)).isEqualTo(REQUESTS + 1);
      assertThat(scrape.observed("GET", "/exact")).isEqualTo(REQUESTS + 1);
      assertThat(scrape.value("pillion_errors_total")).isZero();
    }
  }

  private static void signal(String signal, App app) throws Exception {
    List<String> kill = List.of("sh", "-c", "kill " + signal + " " + app.process().pid());
    assertThat(new ProcessBuilder(kill).start().waitFor()).isZero();
  }

  @Test
  void aFileThatIsRewrittenTenTimesASecondIsTakenUpWhenItRests(@TempDir Path folder)
      throws Exception {
    Path file = Files.writeString(folder.resolve("pillion.yaml"), "http.exclude: [/none]\n");
    try (App app = App.launch().agent("config=" + file).testApp("tree")) {
      ask(app, "/exact");
      int[] round = {0};
      await()
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                Files.writeString(file, "http.exclude: [/round-" + round[0] + "]\n");
                return ++round[0] == 30;
              });
      Files.writeString(file, "http.exclude: [/exact]\n");
      app.awaitErr("(http.exclude is now /exact)");
      ask(app, "/exact");
      assertThat(app.scrapeWhenIdle().requests("GET", "/exact", 200)).isEqualTo(REQUESTS);
      assertThat(app.err()).doesNotContain("cannot", "not used");
    }
  }
}
