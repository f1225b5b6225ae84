package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An app server that takes its apps away and deploys them anew keeps nothing of those that are
 * gone. The property {@code redeployments} says how often.
 */
class RedeploymentsIT {
  private static final int TIMES = Integer.getInteger("redeployments", 30);
  private static final int REQUESTS_EACH = 10;

  /** Of a dozen apps or more that were not let go, each would take about as much. */
  private static final long NOISE_BYTES = 4_000_000;

  /** The JDK spins some for what it does the first time. */
  private static final int NOISE_CLASSES = 100;

  /** Java 8 holds the levels of its logging for ever: in the app, it would never be let go. */
  private static final String SHARED = "jboss-logging";

  private static final Pattern LEFT =
      Pattern.compile("after (\\d+): loaders=(\\d+) classes=(\\d+) metaspace=(\\d+) heap=(\\d+)");

  private static final String RULES =
      """
      metrics:
        - name: deployments_total
          type: counter
          class: io.pillion.testapp.Deployed
          method: call
        - name: answer_seconds
          type: histogram
          class: io.pillion.testapp.Answers
          method: ok
          labels: {method: arg0.getRequestMethod().toString()}
        - name: handled_total
          type: counter
          implements: io.undertow.server.HttpHandler
          method: handleRequest
        - name: live_deployments
          type: gauge
          class: io.pillion.testapp.Deployed
          follow: this.ever
      """;

  /** What the app server had after so many redeployments, and a collection. */
  private record Left(int after, int loaders, int classes, long metaspace, long heap) {
    static Left of(MatchResult line) {
      return new Left(
          Integer.parseInt(line.group(1)),
          Integer.parseInt(line.group(2)),
          Integer.parseInt(line.group(3)),
          Long.parseLong(line.group(4)),
          Long.parseLong(line.group(5)));
    }
  }

  @ParameterizedTest
  @CsvSource({"8, 2.2.41.Final", "17, 2.4.4.Final", "25, 2.4.4.Final"})
  void nothingIsLeftOfAppsThatAreGone(int release, String undertow, @TempDir Path folder)
      throws Exception {
    Path config = Files.writeString(folder.resolve("pillion.yaml"), RULES);
    Map<Boolean, List<File>> libraries =
        ClassPath.undertow(undertow).stream()
            .collect(Collectors.partitioningBy(file -> file.getName().startsWith(SHARED)));
    String shared = libraries.get(true).get(0).getPath();
    List<File> own = libraries.get(false);
    try (App app =
        App.launch()
            .on(Jvm.ofRelease(release))
            .agent("config=" + config)
            .options("-XX:SoftRefLRUPolicyMSPerMB=0") // what the JDK holds softly may go at once
            .command("-cp", ClassPath.testApp().toString(), "io.pillion.testapp.Redeployments")
            .command(shared, ClassPath.of(ClassPath.testApp(), own), String.valueOf(TIMES))
            .start()) {
      await()
          .atMost(Duration.ofSeconds(60 + 2L * TIMES))
          .failFast(() -> assertThat(app.process().isAlive()).as(app.err()).isTrue())
          .until(() -> app.out().contains("done"));
      List<Left> left = LEFT.matcher(app.out()).results().map(Left::of).toList();
      System.out.println("redeployments on Java " + release + ": " + left);
      expectAllCounted(app.scrapeWhenIdle());
      expectNothingLeft(left);
    }
  }

  private static void expectNothingLeft(List<Left> left) {
    assertThat(left).hasSize(10).allMatch(look -> look.loaders() == 0, "no class loader is left");
    expectFlat(left, Left::classes, NOISE_CLASSES);
    expectFlat(left, Left::metaspace, NOISE_BYTES);
    expectFlat(left, Left::heap, NOISE_BYTES);
  }

  /**
   * The least of the second half is that of the first: what a finalizer still holds goes later. The
   * first look is left out: on Java 17 the JDK itself spins 136 classes between it and the next.
   */
  private static void expectFlat(List<Left> left, ToLongFunction<Left> figure, long noise) {
    long early = left.subList(1, 5).stream().mapToLong(figure).min().orElseThrow();
    long late = left.subList(5, 10).stream().mapToLong(figure).min().orElseThrow();
    assertThat(late).as(left.toString()).isLessThan(early + noise);
  }

  private static void expectAllCounted(Scrape scrape) {
    assertThat((long) scrape.requests("GET", "/api/items/{id}", 200))
        .as(scrape.requested())
        .isEqualTo((long) TIMES * REQUESTS_EACH);
    assertThat((long) scrape.value("answer_seconds_count", "method", "GET"))
        .isEqualTo((long) TIMES * REQUESTS_EACH);
    assertThat((long) scrape.value("deployments_total")).as("start and stop").isEqualTo(2L * TIMES);
    assertThat(scrape.value("handled_total")).isGreaterThan(TIMES * REQUESTS_EACH);
    assertThat(scrape.value("live_deployments")).as("of an app that lives").isZero();
    assertThat(scrape.samples("pillion_instrumented")).isEmpty();
    assertThat(scrape.value("pillion_errors_total")).isZero();
  }
}
