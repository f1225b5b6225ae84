package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong costs metrics, never the app: it starts, answers and ends as alone. */
class NoHarmIT {
  private static void assertAnswersAndEnds(App app) throws Exception {
    assertThat(Client.get(app.uri("/exact")).body()).isEqualTo("ok");
    assertThat(app.end()).isZero();
  }

  @Test
  void ofTwoAppsOnOnePortBothRunAndTheSecondSaysWhyItHasNoMetrics() throws Exception {
    try (App first = App.start("tree")) {
      int port = first.agent().getPort();
      try (App second = App.launch().agentArgument("port=" + port).testApp("tree")) {
        assertThat(second.awaitErr("(\\[pillion] .*)\n"))
            .contains("no metrics are served", "port=" + port, "in use", "9464-9473");
        assertAnswersAndEnds(second);
        assertThat(second.agentLines()).hasSize(1);
      }
      assertThat(first.scrape().value("pillion_info")).isEqualTo(1);
    }
  }

  @Test
  void ofARangeOfPortsTheFirstFreeOneIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int first = Math.min(taken.getLocalPort(), 65500);
      String range = first + "-" + (first + 30);
      try (App app = App.launch().agentArgument("host=127.0.0.1,port=" + range).testApp("tree")) {
        assertThat(app.agent().getPort()).isGreaterThan(first).isLessThanOrEqualTo(first + 30);
      }
    }
  }

  @Test
  void theStartLineSaysWhereTheMetricsAre() throws Exception {
    try (App app = App.launch().agentArgument("port=0").testApp("tree")) {
      assertThat(app.awaitErr("metrics at (.*)\n"))
          .matches("http://0\\.0\\.0\\.0:\\d+/metrics \\(open to all who can reach it; .*\\)");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "no.such.host.invalid, there is no host=no.such.host.invalid",
    "192.0.2.1, cannot listen on host=192.0.2.1 port=0",
  })
  void aHostThatIsNotThisMachine(String host, String said) throws Exception {
    try (App app = App.launch().agentArgument("port=0,host=" + host).testApp("tree")) {
      assertThat(app.awaitErr("(\\[pillion] .*)\n")).contains("no metrics are served", said);
      assertAnswersAndEnds(app);
      assertThat(app.agentLines()).hasSize(1);
    }
  }

  @Test
  void eachWrongSettingIsOneLineThatNamesItItsSourceAndWhatIsAllowed() throws Exception {
    try (App app =
        App.launch()
            .agent("http.routes.limit=none,colour=red,nonsense")
            .options("-Dpillion.http.buckets=3;2", "-Dpillion.labels=le=1")
            .environment("PILLION_HTTP_EXCLUDE", "healthz")
            .environment("PILLION_ENABLED", "perhaps")
            .testApp("tree")) {
      app.agent();
      assertThat(app.agentLines())
          .filteredOn(line -> !line.contains("serves metrics"))
          .hasSize(7)
          .anySatisfy(line -> assertWrong(line, "agent argument http.routes.limit=none", "1 to"))
          .anySatisfy(line -> assertWrong(line, "agent argument colour=red", "no such", "port"))
          .anySatisfy(line -> assertWrong(line, "\"nonsense\"", "key=value"))
          .anySatisfy(
              line -> assertWrong(line, "system property pillion.http.buckets=3;2", "ascending"))
          .anySatisfy(line -> assertWrong(line, "system property pillion.labels=le=1", "letters"))
          .anySatisfy(
              line -> assertWrong(line, "environment variable PILLION_HTTP_EXCLUDE=healthz", "/"))
          .anySatisfy(
              line -> assertWrong(line, "environment variable PILLION_ENABLED=perhaps", "true"));
      assertAnswersAndEnds(app);
    }
  }

  private static void assertWrong(String line, String... parts) {
    assertThat(line).contains(parts);
  }

  @ParameterizedTest
  @ValueSource(strings = {"enabled=false", "enabled=FALSE,port=nonsense"})
  void switchedOffItIsNotThere(String argument) throws Exception {
    try (App app =
        App.launch()
            .agentArgument(argument)
            .command("-cp", ClassPath.testApp().toString(), "io.pillion.testapp.Threads")
            .start()) {
      app.tell("now").awaitOut("(done now)");
      assertThat(app.out()).doesNotContain("pillion", "prometheus", "HTTP-Dispatcher");
      assertThat(app.end()).isZero();
      assertThat(app.err()).isEmpty();
    }
  }

  @Test
  void aRuntimeWithoutTheJdksHttpServerServesAll() throws Exception {
    try (App app =
        App.launch()
            .options("--limit-modules", "java.se,jdk.unsupported,jdk.management")
            .command("-cp", ClassPath.testApp().toString(), "io.pillion.testapp.Endings", "worker")
            .start()) {
      assertThat(app.scrape().samples("jvm_threads_current")).isNotEmpty();
      assertThat(app.end()).isZero();
      assertThat(app.appLines()).isEmpty();
    }
  }

  @Test
  void aRuntimeWithoutManagementServesTheRest() throws Exception {
    try (App app =
        App.launch()
            .options("--limit-modules", "java.instrument")
            .command("-cp", ClassPath.testApp().toString(), "io.pillion.testapp.Endings", "worker")
            .start()) {
      Scrape scrape = app.scrape();
      assertThat(scrape.value("pillion_info")).isEqualTo(1);
      assertThat(app.agentLines())
          .hasSize(2)
          .anySatisfy(line -> assertWrong(line, "of the JVM itself", "jdk.management"));
      assertThat(app.end()).isZero();
      assertThat(app.appLines()).isEmpty();
    }
  }

  @Test
  void nothingIsWrittenToAnyFile(@TempDir Path folder) throws Exception {
    try (App app =
        App.launch()
            .in(folder)
            .options("-Djava.io.tmpdir=/nowhere", "-Duser.home=/nowhere", "-XX:-UsePerfData")
            .environment("HOME", "/nowhere")
            .testApp("tree")) {
      Journey.measured(app, App.NEWEST_UNDERTOW);
      assertThat(app.agentLines()).hasSize(1);
      assertThat(app.end()).isZero();
    }
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "unweavable, weave, undertow is not watched",
    "unlinkable, link, undertow is not watched",
    "throwing, undertow.enterHandler, a fault was kept from the app",
  })
  void aServerThatThePluginDoesNotFit(String kind, String where, String said, @TempDir Path folder)
      throws Exception {
    // what is not foreign about the one that links is the real thing
    List<File> rest = kind.equals("throwing") ? ClassPath.undertow(App.NEWEST_UNDERTOW) : List.of();
    Sources.compile(kind + "-undertow", rest, folder);
    try (App app =
        App.launch()
            .agent("http.servers=-jdk-httpserver") // by which the others here answer
            .command("-cp", ClassPath.of(folder, rest), "Main")
            .start()) {
      app.agent();
      for (int i = 0; i < 3; i++) {
        assertThat(Client.get(app.uri("/")).body()).isEqualTo("answered");
      }
      Scrape scrape = app.scrape();
      assertThat(scrape.value("pillion_errors_total", "where", where)).as(app.err()).isPositive();
      assertThat(scrape.requests()).isZero();
      assertThat(scrape.value("http_requests_in_flight")).isZero();
      assertThat(scrape.samples("pillion_instrumented", "server", "undertow"))
          .extracting(Scrape.Sample::value)
          .containsExactly(kind.equals("throwing") ? 1.0 : 0.0);
      assertThat(app.end()).isZero();
      assertThat(app.appLines()).isEmpty();
      assertThat(app.agentLines()).hasSize(2).anySatisfy(line -> assertWrong(line, where, said));
    }
  }
}
