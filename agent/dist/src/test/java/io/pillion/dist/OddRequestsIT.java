package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whatever an app makes of a request: what has begun ends, and is counted. */
class OddRequestsIT {
  private static App app;

  @BeforeAll
  static void start() {
    app = App.start("tree");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void aTemplateMatchWithoutATemplate() throws Exception {
    Scrape before = app.scrapeWhenIdle();
    for (int i = 0; i < 20; i++) {
      assertThat(Client.get(app.uri("/null-template")).body()).isEqualTo("ok");
    }
    Scrape counted = app.scrapeWhenIdle().since(before);
    assertThat(counted.requests("GET", "/null-template", 200)).isEqualTo(20);
    assertThat(counted.value("pillion_errors_total")).as(app.err()).isZero();
  }

  @Test
  void aRouteOfMoreThan256CharactersIsOther() throws Exception {
    Scrape before = app.scrapeWhenIdle();
    for (int depth : new int[] {1, 50, 60, 1000, 1001}) {
      String path = String.join("", Collections.nCopies(depth, "/loop"));
      assertThat(Client.get(app.uri(path)).statusCode()).isEqualTo(200);
    }
    Scrape scrape = app.scrapeWhenIdle();
    Scrape counted = scrape.since(before);
    assertThat(counted.requests("GET", "/loop/*", 200)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.requests("GET", "/loop".repeat(50) + "/*", 200)).isEqualTo(1);
    assertThat(counted.requests("GET", "_OTHER", 200)).isEqualTo(3);
    assertThat(counted.value("pillion_overflow_total", "limit", "http.routes.limit")).isEqualTo(3);
    assertThat(scrape.samples("http_requests_total"))
        .allSatisfy(
            sample -> assertThat(sample.labels().get("route")).hasSizeLessThanOrEqualTo(256));
  }
}
