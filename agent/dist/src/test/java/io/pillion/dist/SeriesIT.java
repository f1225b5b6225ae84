package io.pillion.dist;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code pillion_series} is what Prometheus would count. */
class SeriesIT {
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
    return scrape.all().stream().filter(sample -> sample.name().startsWith("http_")).count();
  }
}
