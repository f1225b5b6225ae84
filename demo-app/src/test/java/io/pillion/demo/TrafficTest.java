package io.pillion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TrafficTest {

  @TempDir Path directory;
  private final List<String> log = new CopyOnWriteArrayList<>();

  @Test
  void sendsAsManyRequestsAsRateAndDurationSayAndTellsWhatBecameOfThem() {
    try (RunningApp app = start(0)) {
      Load load = load(app, 400, Duration.ofMillis(500));
      String summary = load.run();
      Tally tally = load.tally();
      assertThat(tally.requests()).isEqualTo(200);
      assertThat(tally.answers(2) + tally.answers(4) + tally.answers(5)).isEqualTo(200);
      assertThat(summary)
          .matches(
              "200 requests in [0-9.]+ s \\([0-9.]+/s\\): 2xx %d, 4xx %d, 5xx %d, errors 0; p50 .* ms, p95 .* ms, p99 .* ms"
                  .formatted(tally.answers(2), tally.answers(4), tally.answers(5)));
      assertThat(log).isEmpty();
    }
  }

  @Test
  void survivesTheAppsRestartAndSaysSoOnce() {
    RunningApp first = start(0);
    Load load = load(first, 100, Duration.ofDays(1));
    CompletableFuture<String> summary = CompletableFuture.supplyAsync(load::run);
    await().until(() -> load.tally().answers(2) > 0);
    first.close();
    await().until(() -> log.size() == 1);
    assertThat(log.get(0)).contains("http://localhost:" + first.client().port(), "does not answer");
    try (RunningApp second = start(first.client().port())) {
      await().until(() -> log.size() == 2);
      assertThat(log.get(1)).endsWith(second.client().port() + " answers again");
      long before = load.tally().answers(2);
      await().until(() -> load.tally().answers(2) > before);
      load.stop();
      assertThat(summary.join()).doesNotContain("errors 0;");
    }
    assertThat(log).hasSize(2);
  }

  @Test
  void theMixHasEveryEndpoint() {
    TrafficMix mix = new TrafficMix();
    Set<String> calls =
        Stream.generate(mix::next)
            .limit(20_000)
            .map(call -> call.method() + " " + call.path().replaceFirst("(?<=/counters/).*", "x"))
            .map(call -> call.replaceFirst("[0-9]+$", "1"))
            .collect(Collectors.toSet());
    assertThat(calls)
        .contains(
            "GET /",
            "POST /checkpoint",
            "POST /restore",
            "GET /counters/x",
            "POST /counters/x",
            "GET /random",
            "GET /slow?ms=1",
            "GET /slow?ms=soon",
            "GET /healthz",
            "GET /favicon.ico",
            "DELETE /");
  }

  @ParameterizedTest
  @CsvSource({
    "--rate, 0, above 0",
    "--rate, fast, above 0",
    "--rate, 10001, at most 10000",
    "--duration, 10, 90s",
    "--duration, 0s, 90s",
    "--duration, 5 weeks, 90s",
    "--url, localhost:8080, http://localhost:8080",
    "--url, ftp://localhost, http://localhost:8080",
    "--url, http://localhost:65536, http://localhost:8080",
    "--url, http://localhost/?a=b, http://localhost:8080"
  })
  void refusesABadOptionNamingWhatIsAllowed(String option, String value, String allowed) {
    StringWriter errors = new StringWriter();
    CommandLine commandLine = Traffic.commandLine().setErr(new PrintWriter(errors));
    assertThat(commandLine.execute(option, value)).isEqualTo(2);
    assertThat(errors.toString())
        .hasLineCount(1)
        .contains("'" + option + "'", "'" + value + "' is not valid, allowed: ", allowed);
  }

  private RunningApp start(int port) {
    return RunningApp.start(directory.resolve("checkpoint.json"), port, "90,5,5");
  }

  private Load load(RunningApp app, double rate, Duration duration) {
    URI url = URI.create("http://localhost:" + app.client().port());
    return new Load(url, new TrafficMix(), rate, duration, log::add);
  }
}
