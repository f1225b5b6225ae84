package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The namings with the real jar. */
class NamingIT {
  private static App appAfterRequests(String naming) throws Exception {
    App app = App.launch().agent("naming=" + naming + ",labels=team=a").testApp("tree");
    for (String target :
        new String[] {"/exact", "/status?code=404", "/status?code=503", "/throw", "/no-such"}) {
      Client.get(app.uri(target));
    }
    return app;
  }

  @Test
  void otelCountsARequestInOneHistogram() throws Exception {
    String count = "http_server_request_duration_seconds_count";
    try (App app = appAfterRequests("otel")) {
      Scrape scrape = app.scrapeWhen(all -> all.value(count) == 5);
      assertThat(scrape.value("http_server_active_requests")).isZero();
      assertThat(
              scrape.value(
                  count,
                  "http_request_method",
                  "GET",
                  "http_route",
                  "/exact",
                  "http_response_status_code",
                  "200",
                  "url_scheme",
                  "http",
                  "team",
                  "a"))
          .isEqualTo(1);
      assertThat(scrape.value(count, "error_type", "503")).isEqualTo(1);
      assertThat(scrape.value(count, "error_type", "java.lang.IllegalStateException")).isEqualTo(1);
      assertThat(scrape.samples("http_requests_total")).isEmpty();
    }
  }

  @Test
  void micrometerCountsARequestInOneHistogram() throws Exception {
    String count = "http_server_requests_seconds_count";
    try (App app = appAfterRequests("micrometer")) {
      Scrape scrape = app.scrapeWhen(all -> all.value(count) == 5);
      assertThat(scrape.value(count, "uri", "/exact", "status", "200", "outcome", "SUCCESS"))
          .isEqualTo(1);
      assertThat(scrape.value(count, "exception", "IllegalStateException")).isEqualTo(1);
      assertThat(scrape.value("http_server_requests_seconds_max", "uri", "/exact")).isPositive();
      assertThat(scrape.samples("http_requests_total")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "prometheus, http_requests_total",
    "otel, http_server_request_duration_seconds_count",
    "micrometer, http_server_requests_seconds_count",
  })
  void promtoolFindsNoFault(String naming, String count) throws Exception {
    String home = System.getenv("PROMETHEUS_HOME");
    if (home == null) {
      String reason = "skipped: name the folder of promtool in PROMETHEUS_HOME";
      System.out.println(reason);
      assumeTrue(false, reason);
    }
    String metrics;
    try (App app = appAfterRequests(naming)) {
      metrics = app.scrapeWhen(all -> all.value(count) == 5).text();
    }
    Process promtool =
        new ProcessBuilder(Path.of(home, "promtool").toString(), "check", "metrics")
            .redirectErrorStream(true)
            .start();
    try (OutputStream in = promtool.getOutputStream()) {
      in.write(metrics.getBytes(StandardCharsets.UTF_8));
    }
    String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).isEmpty();
    assertThat(promtool.waitFor()).isZero();
  }
}
