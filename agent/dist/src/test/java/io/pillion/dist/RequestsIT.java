package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Undertow knows more ways to answer than other servers: each request is counted once there too.
 */
class RequestsIT {
  private static App app;
  private Scrape before;

  @BeforeAll
  static void start() {
    app = App.start("tree");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @BeforeEach
  void remember() {
    before = app.scrape();
  }

  @ParameterizedTest
  @CsvSource({
    "/blocking, 200",
    "/dispatch?times=5, 200",
    "/dispatch-task, 200",
    "/foreign, 200",
    "/throw-checked, 500",
    "/throw-error, 500",
    "/throw-blocking, 500",
    "/throw-late, 202",
  })
  void aRequestIsCountedOnceHoweverUndertowLetsItBeAnswered(String target, int status)
      throws Exception {
    String route = target.replaceAll("\\?.*", "");
    for (int i = 0; i < 3; i++) {
      assertThat(Client.get(app.uri(target)).statusCode()).isEqualTo(status);
    }
    Scrape scrape = app.scrapeWhenIdle().since(before);
    assertThat(scrape.requests("GET", route, status)).isEqualTo(3);
    assertThat(scrape.requests()).isEqualTo(3);
    assertThat(scrape.value("http_request_duration_seconds_count", "method", "GET", "route", route))
        .isEqualTo(3);
  }
}
