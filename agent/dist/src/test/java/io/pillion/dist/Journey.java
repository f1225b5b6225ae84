package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.assertj.core.api.SoftAssertions;

/** A few requests of every kind to the test app's tree, and what they must have become. */
final class Journey {
  private static final int REQUESTS = 15;

  private Journey() {}

  /** Makes the requests, which must be answered as without the agent. */
  static void make(App app) throws IOException, InterruptedException {
    get(app, "/", 200);
    get(app, "/", 200);
    get(app, "/api/items/7?color=red", 200);
    get(app, "/api/items/8", 200);
    get(app, "/api/absent/1", 404);
    get(app, "/nowhere", 404);
    get(app, "/throw", 500);
    get(app, "/status?code=503", 503);
    get(app, "/dispatch?times=3", 200);
    get(app, "/foreign", 200);
    get(app, "/async", 200);
    get(app, "/templates/a/b", 200);
    get(app, "/nested/inner/routed/leaf/1", 200);
    assertThat(Client.send("PUT", app.uri("/api/items"), "").statusCode()).isEqualTo(405);
    assertThat(Client.send("POST", app.uri("/echo"), "hello").body()).isEqualTo("5");
  }

  private static void get(App app, String path, int status)
      throws IOException, InterruptedException {
    assertThat(Client.get(app.uri(path)).statusCode()).as(path).isEqualTo(status);
  }

  /** Makes the requests to a fresh app, and scrapes. */
  static Scrape measured(App app, String undertow) throws IOException, InterruptedException {
    make(app);
    Scrape scrape = app.scrapeWhenIdle();
    verify(scrape, undertow);
    return scrape;
  }

  private static void verify(Scrape scrape, String undertow) {
    SoftAssertions softly = new SoftAssertions();
    Object[][] counted = {
      {"GET", "/", 200, 2},
      {"GET", "/api/items/{id}", 200, 2},
      {"GET", "/api/absent/{id}", 404, 1},
      {"GET", "_UNMATCHED", 404, 1},
      {"GET", "/throw", 500, 1},
      {"GET", "/status", 503, 1},
      {"GET", "/dispatch", 200, 1},
      {"GET", "/foreign", 200, 1},
      {"GET", "/async", 200, 1},
      {"GET", "/templates/a/{b}", 200, 1},
      {"GET", "/nested/inner/routed/leaf/{x}", 200, 1},
      {"PUT", "/api/*", 405, 1},
      {"POST", "/echo", 200, 1},
    };
    for (Object[] row : counted) {
      softly
          .assertThat(scrape.requests((String) row[0], (String) row[1], (int) row[2]))
          .as("%s %s %s", row)
          .isEqualTo((int) row[3]);
    }
    softly.assertThat(scrape.requests()).isEqualTo(REQUESTS);
    softly.assertThat(scrape.value("http_request_duration_seconds_count")).isEqualTo(REQUESTS);
    softly.assertThat(scrape.value("http_requests_4xx_total")).isEqualTo(3);
    softly.assertThat(scrape.value("http_requests_5xx_total")).isEqualTo(2);
    softly.assertThat(scrape.value("http_request_size_bytes_sum", "route", "/echo")).isEqualTo(5);
    softly.assertThat(scrape.value("http_response_size_bytes_sum", "route", "/echo")).isEqualTo(1);
    softly
        .assertThat(
            scrape.value(
                "http_request_exceptions_total",
                "exception",
                "java.lang.IllegalStateException",
                "route",
                "/throw"))
        .isEqualTo(1);
    softly
        .assertThat(scrape.value("pillion_instrumented", "server", "undertow", "version", undertow))
        .isEqualTo(1);
    softly.assertThat(scrape.value("pillion_instrumented")).isEqualTo(1);
    softly.assertThat(scrape.value("pillion_errors_total")).as(scrape.text()).isEqualTo(0);
    softly.assertThat(scrape.value("jvm_memory_used_bytes", "area", "heap")).isPositive();
    softly.assertThat(scrape.value("jvm_threads_current")).isPositive();
    softly.assertThat(scrape.value("process_cpu_seconds_total")).isPositive();
    softly.assertAll();
  }
}
