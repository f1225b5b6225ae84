package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attached, detached and attached again, the agent counts exactly, and leaves nothing behind. */
class AttachIT {
  private static final int CYCLES = 10;
  private static final int CLIENTS = 2;

  private static final String METHOD_METRICS =
      """
      metrics:
        - name: answers_total
          type: counter
          class: io.pillion.testapp.Answers
          method: ok
      """;

  private static final Pattern ADDRESS = Pattern.compile("metrics at (http://\\S+/)metrics");

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {8, 11, 17, 21, 25})
  void underLoadEveryRequestIsCountedOnceAndNothingIsLeft(int release, @TempDir Path folder)
      throws Exception {
    Path config = Files.writeString(folder.resolve("pillion.yaml"), METHOD_METRICS);
    try (App app = launch(release).testApp("tree")) {
      try (Load load = new Load(app, CLIENTS)) {
        long filesAfterOne = 0;
        for (int cycle = 0; cycle < CYCLES; cycle++) {
          URI agent = address(Cli.attach(app, "config=" + config));
          verifyCounts(agent, load);
          Cli.detach(app);
          assertThatThrownBy(() -> new Wire(agent.getPort()).close())
              .isInstanceOf(ConnectException.class);
          if (cycle == 0) {
            filesAfterOne = filesWithoutAgent(app);
          }
        }
        assertThat(filesWithoutAgent(app)).isLessThanOrEqualTo(filesAfterOne);
      }
      assertThat(app.end()).isZero();
      assertThat(app.appLines())
          .as("but for warnings of the JVM's own")
          .noneMatch(line -> line.contains("Exception") || line.contains("at io."));
    }
  }

  @Test
  void whatBeganBeforeIsNotCountedAndWhatEndsLaterEndsWell() throws Exception {
    try (App app = launch(17).testApp("tree")) {
      List<Wire> before = hold(app, 0);
      URI agent = address(Cli.attach(app));
      List<Wire> counted = hold(app, 2);
      await()
          .atMost(Client.PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(() -> Scrape.of(agent).value("http_requests_in_flight") == 2);
      release(app, before, counted);
      assertThat(Client.get(app.uri("/exact")).statusCode()).isEqualTo(200);
      Scrape scrape = idle(agent);
      assertThat(scrape.requests("GET", "/hold", 200)).isEqualTo(1);
      assertThat(scrape.requests("GET", "/hold-and-dispatch", 200)).isEqualTo(1);
      assertThat(scrape.requests())
          .as("with /held and /release")
          .isEqualTo(scrape.requests("GET", "/held", 200) + 4);

      List<Wire> under = hold(app, 0);
      Cli.detach(app);
      URI again = address(Cli.attach(app));
      release(app, under);
      scrape = idle(again);
      assertThat(scrape.requests()).as("/release alone").isEqualTo(1);
      assertThat(scrape.value("pillion_errors_total")).isZero();
      assertThat(app.end()).isZero();
      assertThat(app.err()).doesNotContain("Exception", "Error");
    }
  }

  private static Scrape idle(URI agent) {
    await()
        .atMost(Client.PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> Scrape.of(agent).value("http_requests_in_flight") == 0);
    return Scrape.of(agent);
  }

  /** Two requests, of which one is answered by a dispatch. */
  private static List<Wire> hold(App app, int others) throws Exception {
    Wire held = new Wire(app).send(Wire.request("GET /hold"));
    Wire dispatched = new Wire(app).send(Wire.request("GET /hold-and-dispatch"));
    app.awaitHeld(others + 2);
    return List.of(held, dispatched);
  }

  @SafeVarargs
  private static void release(App app, List<Wire>... held) throws Exception {
    assertThat(Client.get(app.uri("/release")).statusCode()).isEqualTo(200);
    for (List<Wire> wires : held) {
      for (Wire wire : wires) {
        assertThat(wire.readAnswers(1)).containsOnly(200);
        wire.close();
      }
    }
  }

  private static App.Launch launch(int release) {
    return App.launch()
        .on(Jvm.ofRelease(release))
        .undertow(undertow(release))
        .options("-XX:SoftRefLRUPolicyMSPerMB=0") // what the JDK holds softly may go at once
        .agentArgument(null);
  }

  private static String undertow(int release) {
    return release == 8 ? "2.2.41.Final" : release == 11 ? "2.3.27.Final" : App.NEWEST_UNDERTOW;
  }

  private static URI address(Cli attached) {
    Matcher address = ADDRESS.matcher(attached.out());
    assertThat(address.find()).as(attached.out()).isTrue();
    return URI.create(address.group(1));
  }

  /** Requests of a path that nobody asked for before are all those after attach said done. */
  private static void verifyCounts(URI agent, Load load) throws Exception {
    int items = load.answersTo("/api/items/1");
    int dispatched = load.answersTo("/dispatch?times=2");
    Map<String, Integer> expected = Map.of("/api/items/{id}", items, "/dispatch", dispatched);
    await()
        .atMost(Client.PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () -> {
              Scrape scrape = Scrape.of(agent);
              expected.forEach(
                  (route, count) ->
                      assertThat(scrape.requests("GET", route, 200)).isEqualTo((int) count));
            });
    Scrape scrape = Scrape.of(agent);
    assertThat(scrape.value("http_requests_in_flight")).isBetween(0.0, (double) CLIENTS);
    assertThat(scrape.value("pillion_errors_total")).as(scrape.text()).isZero();
    assertThat(scrape.value("answers_total")).isGreaterThanOrEqualTo(items + dispatched);
    assertThat(scrape.requests("GET", "_UNMATCHED", 404) + scrape.requests("GET", "/*", 200))
        .as("of requests that began before, and whose routing was not seen")
        .isZero();
  }

  /** Waits until nothing of the agent is in the app's JVM, and counts its files and sockets. */
  private static long filesWithoutAgent(App app) throws Exception {
    await()
        .atMost(Client.PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(
            () ->
                assertThat(jcmd(app, "GC.class_histogram").lines()) // collects garbage as well
                    .filteredOn(line -> line.contains(" io.pillion."))
                    .allMatch(line -> line.contains(" io.pillion.testapp.")));
    assertThat(jcmd(app, "Thread.print"))
        .doesNotContainPattern("(?im)^\"(pillion|prometheus|http|idle)");
    try (Stream<Path> files = Files.list(Path.of("/proc", Cli.pid(app), "fd"))) {
      return files.count();
    }
  }

  private static String jcmd(App app, String command) throws Exception {
    return Cli.run(new ProcessBuilder(Jvm.own().tool("jcmd"), Cli.pid(app), command))
        .succeeded()
        .out();
  }
}
