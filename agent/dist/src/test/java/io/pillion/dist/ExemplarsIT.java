package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sampled trace becomes the exemplar of the latency bucket that its request falls in. */
class ExemplarsIT {
  private static final String SPAN = "00f067aa0ba902b7";
  private static final Pattern LINE =
      Pattern.compile(
          "http_request_duration_seconds_bucket\\{(.*)le=\"([^\"]+)\"} \\d+"
              + " # \\{span_id=\"(\\w+)\",trace_id=\"(\\w+)\"} (\\S+) \\S+");

  private static App app;

  @BeforeAll
  static void start() {
    app = App.launch().agent("http.buckets=0.3;60").testApp("tree");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  /** An exemplar, and the upper bound of its bucket. */
  private record Exemplar(String labels, String bound, String span, String trace, double seconds) {}

  private static List<Exemplar> exemplars() throws IOException, InterruptedException {
    app.scrapeWhenIdle();
    String text =
        Client.get(app.agent().resolve("metrics"), "Accept", "application/openmetrics-text").body();
    return text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .map(
            m ->
                new Exemplar(
                    m.group(1), m.group(2), m.group(3), m.group(4), Double.parseDouble(m.group(5))))
        .toList();
  }

  private static String trace(int number) {
    return String.format("4bf92f3577b34da6a3ce929d0e0e%04x", number);
  }

  private static String sampled(int number) {
    return "00-" + trace(number) + "-" + SPAN + "-01";
  }

  @Test
  void aSampledTraceIsTheExemplarOfItsRoute() throws Exception {
    Client.get(app.uri("/exact"), "traceparent", sampled(1));
    assertThat(exemplars())
        .filteredOn(exemplar -> exemplar.labels().contains("route=\"/exact\""))
        .singleElement()
        .satisfies(
            exemplar -> {
              assertThat(exemplar.trace()).isEqualTo(trace(1));
              assertThat(exemplar.span()).isEqualTo(SPAN);
              assertThat(exemplar.labels()).contains("method=\"GET\"");
              assertThat(exemplar.seconds()).isBetween(0.0, 60.0);
            });
  }

  @Test
  void tracesOfDifferentBucketsAreBothKept() throws Exception {
    Client.get(app.uri("/async?ms=400"), "traceparent", sampled(2));
    Client.get(app.uri("/async?ms=1"), "traceparent", sampled(3));
    List<Exemplar> both =
        exemplars().stream().filter(e -> e.labels().contains("route=\"/async\"")).toList();
    assertThat(both).extracting(Exemplar::trace).containsExactlyInAnyOrder(trace(2), trace(3));
    for (Exemplar exemplar : both) {
      assertThat(exemplar.bound()).isEqualTo(exemplar.seconds() <= 0.3 ? "0.3" : "60.0");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00F067AA0BA902B7-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-evil\"}-01",
        "x"
      })
  void aTraceThatIsNotSampledOrNotValidIsNone(String traceparent) throws Exception {
    Client.get(app.uri("/blocking"), "traceparent", traceparent);
    assertThat(exemplars()).noneMatch(e -> e.labels().contains("route=\"/blocking\""));
  }
}
