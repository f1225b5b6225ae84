package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Labels whose values request headers give: those that the user has listed, and never others. */
class HeaderLabelsIT {
  @TempDir Path folder;

  private static void requests(App app) throws Exception {
    Client.get(app.uri("/exact"), "X-Tenant", "acme");
    Client.get(app.uri("/status?code=404"), "x-tenant", "acme");
    Client.get(app.uri("/exact"), "X-TENANT", "globex");
    Client.get(app.uri("/exact"), "X-Tenant", "made-up-by-a-client");
    Client.get(app.uri("/exact"), "X-Tenant", "ACME");
    Client.get(app.uri("/exact"), "X-Tenant", "globex", "X-Tenant", "acme");
    Client.get(app.uri("/exact"));
  }

  @Test
  void areOnAllMetricsThatTellMethodsApart() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("pillion.yaml"),
            """
            labels: {region: eu}
            http:
              labels:
                tenant: {header: X-Tenant, allow: [acme, globex]}
            """);
    try (App app = App.launch().agent("config=" + file).testApp("tree")) {
      requests(app);
      Scrape scrape = app.scrapeWhenIdle();
      String requests = "http_requests_total";
      assertThat(scrape.value(requests, "tenant", "acme", "route", "/exact", "region", "eu"))
          .isEqualTo(1);
      assertThat(scrape.value(requests, "tenant", "globex")).as("the first of two").isEqualTo(2);
      assertThat(scrape.value(requests, "tenant", "_OTHER")).isEqualTo(2);
      assertThat(scrape.value(requests, "tenant", "")).isEqualTo(1);
      assertThat(scrape.requests()).isEqualTo(7);
      assertThat(scrape.value("http_requests_4xx_total", "tenant", "acme")).isEqualTo(1);
      assertThat(scrape.samples("http_requests_5xx_total", "tenant", "globex")).hasSize(1);
      assertThat(scrape.value("http_request_duration_seconds_count", "tenant", "acme"))
          .isEqualTo(2);
      assertThat(scrape.value("http_response_size_bytes_count", "tenant", "acme")).isEqualTo(2);
      assertThat(scrape.value("pillion_overflow_total", "limit", "http.labels.tenant"))
          .isEqualTo(2);
      assertThat(scrape.text()).doesNotContain("made-up-by-a-client", "ACME");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "otel, http_server_request_duration_seconds_count",
    "micrometer, http_server_requests_seconds_count",
  })
  void areInTheOneHistogramOfOtherNamings(String naming, String count) throws Exception {
    String settings = "naming=" + naming + ",http.labels=tenant=X-Tenant:acme|globex";
    try (App app = App.launch().agent(settings).testApp("tree")) {
      requests(app);
      Scrape scrape = app.scrapeWhen(all -> all.value(count) == 7);
      assertThat(scrape.value(count, "tenant", "acme")).isEqualTo(2);
      assertThat(scrape.value(count, "tenant", "globex")).isEqualTo(2);
      assertThat(scrape.value(count, "tenant", "_OTHER")).isEqualTo(2);
      assertThat(scrape.value(count, "tenant", "")).isEqualTo(1);
    }
  }

  @Test
  void areNotThereWhereNoneIsAskedFor() throws Exception {
    try (App app = App.start("tree")) {
      requests(app);
      assertThat(app.scrapeWhenIdle().text()).doesNotContain("tenant", "http.labels");
    }
  }
}
