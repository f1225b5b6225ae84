package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each request is counted once, with its method, route and status, however it is answered. */
interface ContractAnswers extends Contract {
  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"})
  default void aMethodIsCountedUnderItsName(String method) throws Exception {
    assertThat(Client.send(method, shop("/any"), "").statusCode()).isEqualTo(200);
    expectOne(method, "/any", 200);
  }

  /** What servers answer to TRACE differs. */
  @Test
  default void traceIsCountedUnderItsName() throws Exception {
    int status = Client.send("TRACE", shop("/any"), "").statusCode();
    Scrape counted = counted();
    assertThat(
            counted.value(
                "http_requests_total", "method", "TRACE", "status", String.valueOf(status)))
        .as(counted.requested())
        .isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /orders/7, 200",
    "POST, /orders/7, 405",
    "GET, /absent, 404",
    "GET, /status?code=201, 201",
    "GET, /status?code=204, 204",
    "GET, /status?code=304, 304",
    "GET, /status?code=404, 404",
    "GET, /status?code=429, 429",
    "GET, /status?code=503, 503",
    "GET, /send-error?code=403, 403",
    "GET, /send-error?code=418, 418",
    "GET, /private, 401",
    "GET, /throw, 500",
    "GET, /async, 200",
    "GET, /forward, 200",
    "GET, /files/hello.txt, 200",
  })
  default void aRequestIsCountedOnceHoweverItIsAnswered(String method, String path, int status)
      throws Exception {
    assumeTrue(status != 500 || server().can(ContractServer.Ability.ERROR_ANSWERS));
    for (int i = 0; i < 3; i++) {
      assertThat(Client.send(method, shop(path), "").statusCode()).isEqualTo(status);
    }
    Scrape counted = expect(3, method, path, status);
    assertThat(counted.observed(method, server().route(method, path))).isEqualTo(3);
  }

  @Test
  default void aPathOutsideOfTheAppIsUnmatched() throws Exception {
    assertThat(Client.get(app().uri("/nowhere")).statusCode()).isEqualTo(404);
    Scrape counted = counted();
    assertThat(counted.requests("GET", "_UNMATCHED", 404)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
  }

  @Test
  default void anExcludedPathIsNotCounted() throws Exception {
    assertThat(Client.get(shop("/control/held")).body()).isEqualTo("0");
    assertThat(counted().requests()).isZero();
  }

  @Test
  default void anExceptionIsCountedWithItsClass() throws Exception {
    assumeTrue(server().can(ContractServer.Ability.EXCEPTIONS));
    assumeTrue(server().can(ContractServer.Ability.ERROR_ANSWERS));
    assertThat(Client.get(shop("/throw")).statusCode()).isEqualTo(500);
    assertThat(counted().samples("http_request_exceptions_total"))
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.labels())
                  .containsEntry("exception", "java.lang.IllegalStateException")
                  .containsEntry("route", server().route("GET", "/throw"))
                  .hasSize(2);
              assertThat(sample.value()).isEqualTo(1);
            });
  }

  @Test
  default void anErrorWithoutAnExceptionIsNone() throws Exception {
    assertThat(Client.get(shop("/status?code=503")).statusCode()).isEqualTo(503);
    assertThat(Client.get(shop("/send-error?code=500")).statusCode()).isEqualTo(500);
    Scrape counted = counted();
    assertThat(counted.value("http_requests_5xx_total")).isEqualTo(2);
    assertThat(counted.value("http_request_exceptions_total")).isZero();
  }

  @Test
  default void anExceptionAfterTheResponseWasBegunLeavesItsStatus() throws Exception {
    try (Wire wire = new Wire(app())) {
      wire.send(Wire.request("GET /shop/throw-late")).readUntil("\r\n\r\n");
      expectOne("GET", "/throw-late", 202);
    }
  }

  @Test
  default void requestsThatWaitAreInFlight() throws Exception {
    try (Wire first = new Wire(app());
        Wire second = new Wire(app())) {
      first.send(Wire.request("GET /shop/hold"));
      second.send(Wire.request("GET /shop/hold"));
      awaitHeld(2);
      assertThat(app().scrape().value("http_requests_in_flight")).isEqualTo(2);
      assertThat(app().scrape().since(before()).requests()).isZero();
      release();
      assertThat(first.readAnswers(1)).containsExactly(200);
      assertThat(second.readAnswers(1)).containsExactly(200);
    }
    expect(2, "GET", "/hold", 200);
  }

  @Test
  default void aStreamOfEventsIsCountedAndNotTimed() throws Exception {
    try (Wire wire = new Wire(app())) {
      wire.send(Wire.request("GET /shop/events")).readUntil("data: begun");
      awaitHeld(1);
      release();
      Scrape counted = expectOne("GET", "/events", 200);
      assertThat(counted.value("http_request_duration_seconds_count")).isZero();
    }
  }
}
