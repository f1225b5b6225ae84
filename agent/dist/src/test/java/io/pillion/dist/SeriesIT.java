package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code pillion_series} is what Prometheus would count, and {@code series.limit} bounds it. */
class SeriesIT {
  private static final String TILL = ", class: io.pillion.testapp.Till, method: sell";
  private static final String BY_TWO_LABELS = ", labels: {kind: arg0, amount: arg1}}";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "naming=prometheus, ''",
    "'naming=prometheus,http.buckets=1;2', ''",
    "naming=otel, ''",
    "naming=micrometer, ''",
    "'http.labels=tenant=X-Tenant:acme|globex', acme",
  })
  void eachSampleOfTheHttpMetricsIsOne(String settings, String tenant) throws Exception {
    try (App app = App.launch().agent(settings).testApp("tree")) {
      for (String path : new String[] {"/exact", "/throw", "/nothing", "/status?code=503"}) {
        Client.get(app.uri(path), "X-Tenant", tenant);
        Client.send("POST", app.uri(path), "body");
      }
      app.scrapeWhen(
          scrape -> isCounted(scrape) && scrape.value("pillion_series") == count(scrape));
    }
  }

  /** The last of the requests is in it. */
  private static boolean isCounted(Scrape scrape) {
    return scrape.all().stream()
        .map(sample -> sample.labels().values())
        .anyMatch(labels -> labels.contains("POST") && labels.contains("503"));
  }

  private static double count(Scrape scrape) {
    return scrape.all().stream()
        .filter(sample -> sample.name().startsWith("http_") || sample.name().startsWith("sale"))
        .count();
  }

  @Test
  void eachSampleOfTheAppsOwnMetricsIsOne() throws Exception {
    String yaml =
        String.join(
            "\n  - {",
            "metrics:",
            "name: sales_total, type: counter" + TILL + BY_TWO_LABELS,
            "name: sale_amount, type: gauge, value: arg1" + TILL + BY_TWO_LABELS,
            "name: sale_seconds, type: histogram" + TILL + BY_TWO_LABELS,
            "name: sale_few_seconds, type: histogram, buckets: [1, 2]" + TILL + "}",
            "name: sale_size, type: summary, value: arg1" + TILL + BY_TWO_LABELS,
            "name: sale_sizes, type: summary, value: arg1, quantiles: [0.5, 0.9]"
                + TILL
                + BY_TWO_LABELS,
            "name: sale_till, type: gauge, follow: this.total"
                + TILL
                + ", labels: {till: this.name().text()}}");
    try (Shop shop = Shop.start(folder, yaml)) {
      assertSeriesAreCounted(shop.scrape());
      shop.run("sell tea 1");
      shop.run("sell tea 2");
      shop.run("sell jam 1");
      Scrape scrape = shop.scrape();
      assertThat(scrape.value("sale_till")).as(shop.err()).isEqualTo(4);
      assertSeriesAreCounted(scrape);
      shop.declare("metrics: []");
      assertSeriesAreCounted(shop.scrape());
    }
  }

  private static void assertSeriesAreCounted(Scrape scrape) {
    assertThat(scrape.value("pillion_series")).as(scrape.text()).isEqualTo(count(scrape));
  }

  /** A histogram has 17 series for each pair of values. */
  @Test
  void pastTheLimitTheLabelsOfTheAppsOwnMetricsBecomeOther() throws Exception {
    String rule = "{name: sale_seconds, type: histogram" + TILL + BY_TWO_LABELS;
    try (Shop shop = Shop.start(folder, "series.limit: 1000\nmetrics:\n  - " + rule)) {
      int sales = 0;
      for (int kind = 0; kind < 9; kind++) {
        for (int amount = 1; amount < 10; amount++) {
          shop.begin("sell kind" + kind + " " + amount);
          sales++;
        }
      }
      shop.end();
      shop.run("sell kind0 1");
      Scrape scrape = shop.scrape();
      assertThat(scrape.value("sale_seconds_count")).isEqualTo(sales + 1);
      assertThat(scrape.value("sale_seconds_count", "kind", "kind0", "amount", "1")).isEqualTo(2);
      double others = scrape.value("sale_seconds_count", "kind", "_OTHER", "amount", "_OTHER");
      assertThat(scrape.value("pillion_overflow_total", "limit", "series.limit"))
          .isEqualTo(others)
          .isPositive();
      assertSeriesAreCounted(scrape);
      assertThat(scrape.value("pillion_series")).isBetween(1000 - 17.0, 1000 + 17.0);
      assertThat(scrape.samples("sale_seconds_count", "kind", "_OTHER")).hasSize(1);
    }
  }
}
