package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exceptions that leave the app's handler are counted by class and route. */
class ExceptionsIT {
  private static App app;

  @BeforeAll
  static void start() {
    app = App.start("tree");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/throw, java.lang.IllegalStateException, 500",
    "/throw-checked, java.util.concurrent.TimeoutException, 500",
    "/throw-error, java.lang.AssertionError, 500",
    "/throw-blocking, java.lang.IllegalStateException, 500",
    "/throw-late, java.lang.IllegalArgumentException, 202",
  })
  void anExceptionIsCountedOnceWithItsClassAndRoute(String path, String exception, int status)
      throws Exception {
    Scrape before = app.scrapeWhenIdle();
    Client.get(app.uri(path));
    Scrape counted =
        app.scrapeWhen(scrape -> scrape.since(before).value("http_request_exceptions_total") > 0)
            .since(before);
    assertThat(counted.samples("http_request_exceptions_total"))
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.labels())
                  .containsEntry("exception", exception)
                  .containsEntry("route", path)
                  .hasSize(2);
              assertThat(sample.value()).isEqualTo(1);
            });
    assertThat(app.scrapeWhenIdle().since(before).requests("GET", path, status)).isEqualTo(1);
  }

  @Test
  void anErrorWithoutAnExceptionIsNone() throws Exception {
    Scrape before = app.scrapeWhenIdle();
    Client.get(app.uri("/status?code=500"));
    Scrape counted = app.scrapeWhenIdle().since(before);
    assertThat(counted.value("http_requests_5xx_total")).isEqualTo(1);
    assertThat(counted.value("http_request_exceptions_total")).isZero();
  }

  @Test
  void classesOfExceptionsAreBounded() throws Exception {
    try (App fresh = App.start("tree")) {
      int thrown = 150;
      for (int i = 0; i < thrown; i++) {
        assertThat(Client.get(fresh.uri("/throw-many?number=" + i)).statusCode()).isEqualTo(500);
      }
      Scrape scrape = fresh.scrapeWhenIdle();
      Set<String> classes =
          scrape.samples("http_request_exceptions_total").stream()
              .map(sample -> sample.labels().get("exception"))
              .collect(Collectors.toSet());
      assertThat(classes)
          .hasSize(101)
          .contains("_OTHER", "io.pillion.testapp.MadeExceptions$Made000");
      assertThat(scrape.value("http_request_exceptions_total")).isEqualTo(thrown);
      assertThat(scrape.value("http_request_exceptions_total", "exception", "_OTHER"))
          .isEqualTo(thrown - 100);
      assertThat(scrape.value("pillion_overflow_total", "limit", "exceptions"))
          .isEqualTo(thrown - 100);
    }
  }
}
