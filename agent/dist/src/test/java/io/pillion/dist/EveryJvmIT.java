package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same numbers on every Java, and not a word more on the app's stdout and stderr. */
class EveryJvmIT {
  /** Without times, so that two runs say the same. */
  private static final String LOG_FORMAT =
      "-Djava.util.logging.SimpleFormatter.format=%4$s %5$s%6$s%n";

  private static final List<String> FORMATS =
      List.of(
          "text/plain;version=0.0.4",
          "application/openmetrics-text;version=1.0.0",
          "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
              + "encoding=delimited");

  @ParameterizedTest(name = "Java {0}, Undertow {1}, {2}")
  @CsvSource({
    "8,  2.2.41.Final, -Xverify:all",
    "11, 2.3.27.Final, -Xint",
    "17, 2.4.4.Final,  -Xshare:auto",
    "21, 2.4.4.Final,  -Xshare:auto",
    "25, 2.4.4.Final,  -Xshare:auto",
    "25, 2.4.4.Final,  --sun-misc-unsafe-memory-access=deny",
  })
  void requestsAreCountedAndNothingElseIsSaid(int release, String undertow, String option)
      throws Exception {
    List<String> saidWithout;
    String printedWithout;
    try (App app = launch(release, undertow, option).agentArgument(null).testApp("tree")) {
      Journey.make(app);
      assertThat(app.end()).isZero();
      saidWithout = app.appLines();
      printedWithout = printed(app);
    }
    try (App app = launch(release, undertow, option).testApp("tree")) {
      Scrape scrape = Journey.measured(app, undertow);
      assertThat(scrape.samples("pillion_info").get(0).labels().get("java"))
          .startsWith(release == 8 ? "1.8." : release + ".");
      for (String format : FORMATS) {
        HttpResponse<String> response =
            Client.get(app.agent().resolve("metrics"), "Accept", format);
        assertThat(response.statusCode()).as(format).isEqualTo(200);
        assertThat(response.body()).as(format).contains("http_request_duration_seconds");
      }
      assertThat(app.end()).isZero();
      assertThat(app.appLines()).containsExactlyInAnyOrderElementsOf(saidWithout);
      assertThat(app.agentLines()).singleElement().asString().contains("serves metrics at http://");
      assertThat(printed(app)).isEqualTo(printedWithout);
    }
  }

  /** Warnings of the JVM's own go here. */
  private static String printed(App app) {
    return app.out().replaceAll(" on \\d+", " on PORT");
  }

  private static App.Launch launch(int release, String undertow, String option) {
    return App.launch().on(Jvm.ofRelease(release)).undertow(undertow).options(LOG_FORMAT, option);
  }
}
