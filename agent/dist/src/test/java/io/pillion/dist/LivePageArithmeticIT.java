package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the live page computes, by its own modules, of numbers that no test can wait for. */
class LivePageArithmeticIT {
  /** A history, and a way to add a poll that came so many seconds after the first. */
  private static final String HISTORY =
      """
      const { History } = await import('/page/history.js');
      const { TextFormat } = await import('/page/text-format.js');
      const { readHttp } = await import('/page/http.js');
      const history = new History();
      const format = new TextFormat();
      function poll(seconds, requests, started = 7) {
        const scrape = format.read([
            '# TYPE http_request_duration_seconds histogram',
            'http_request_duration_seconds_bucket{method="GET",route="/",le="1.0"} ' + requests,
            'http_request_duration_seconds_bucket{method="GET",route="/",le="+Inf"} ' + requests,
            'http_request_duration_seconds_count{method="GET",route="/"} ' + requests,
            'http_request_duration_seconds_sum{method="GET",route="/"} ' + requests / 4,
            'http_requests_total{method="GET",route="/",status="200"} ' + requests,
          ].join('\\n'));
        history.add({ time: 1e12 + seconds * 1000, started, http: readHttp(scrape), jvm: {} });
        return history.now(null, 60_000)?.rate ?? null;
      }
      """;

  private static App app;
  private static Browser browser;

  @BeforeAll
  static void start() {
    browser = Browser.start();
    app = App.start("tree");
    browser.open(app.agent());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (app != null) {
      app.close();
    }
  }

  private static List<?> list(String script) {
    Object result = browser.runAsync(script);
    assertThat(result).isInstanceOf(List.class);
    return (List<?>) result;
  }

  /** Expected values are those of Prometheus 3's {@code histogram_quantile}. */
  @Test
  void quantilesAreThoseOfPrometheus() {
    List<?> quantiles =
        list(
            """
            const { quantile } = await import('/page/quantile.js');
            const bounds = [0.25, 0.5, 1, Infinity];
            return [
              quantile(0.5, bounds, [10, 10, 20, 20]),
              quantile(0.75, bounds, [10, 10, 20, 20]),
              quantile(0.5, bounds, [0, 8, 8, 8]),
              quantile(0.99, bounds, [10, 10, 10, 20]) === Infinity,
              quantile(0.5, bounds, [0, 0, 0, 0]),
            ];
            """);
    assertThat(quantiles).asString().isEqualTo("[0.25, 0.75, 0.375, true, null]");
  }

  @Test
  void theTextFormatIsReadWithItsEscapes() {
    Object read =
        browser.runAsync(
            """
            const { TextFormat } = await import('/page/text-format.js');
            const { samples, types } = new TextFormat().read([
              '# TYPE a_total counter',
              String.raw`a_total{b="x \\"}\\" 1 \\\\ \\n",c="ü"} 1.5E3`,
              'd -Inf',
            ].join('\\n'));
            const [a] = samples.get('a_total');
            return { ...a.labels, value: a.value, type: types.get('a_total').type,
                     d: String(samples.get('d')[0].value) };
            """);
    assertThat(read)
        .isEqualTo(
            Map.of(
                "b",
                "x \"}\" 1 \\ \n",
                "c",
                "ü",
                "value",
                1500L,
                "type",
                "counter",
                "d",
                "-Infinity"));
  }

  @Test
  void aRateNeedsTwoScrapesOfTheSameLife() {
    List<?> rates =
        list(
            HISTORY
                + """
                return [
                  poll(0, 1000), poll(2, 1010), poll(4, 1020),
                  poll(6, 500_000, 8), poll(8, 500_020, 8),
                  poll(10, 4, 8), poll(12, 8, 8),
                ];
                """);
    assertThat(rates)
        .as("null where there is no second scrape: at first, after a restart, after a re-attach")
        .asString()
        .isEqualTo("[null, 5, 5, null, 10, null, 2]");
  }

  @Test
  void aQuarterOfAnHourIsRememberedInFewPolls() {
    List<?> remembered =
        list(
            HISTORY
                + """
                for (let i = 0; i <= 2000; i++) poll(i, i * 3);
                const { polls } = history;
                return [polls.length < 190, polls.at(-1).time - polls[0].time >= 900_000,
                  history.now(null, 900_000).rate, history.now(null, 15_000).rate];
                """);
    assertThat(remembered).asString().isEqualTo("[true, true, 3, 3]");
  }
}
