package io.pillion.dist;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that go away: before a response was begun it is 499, after that what was sent; and
 * nothing stays in flight.
 */
interface ContractDepartures extends Contract {
  @Test
  default void aResetWhileTheAnswerIsAwaitedIs499() throws Exception {
    try (Wire wire = new Wire(app())) {
      wire.send(Wire.request("GET /shop/hold"));
      awaitHeld(1);
      wire.reset();
    }
    release();
    expectOne("GET", "/hold", 499);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 100000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n4\r\n"})
  default void aResetDuringTheUploadIs499(String body) throws Exception {
    try (Wire wire = new Wire(app())) {
      wire.send("POST /shop/echo HTTP/1.1\r\nHost: x\r\n" + body + "half");
      app().scrapeWhen(scrape -> scrape.value("http_requests_in_flight") == 1);
      wire.reset();
    }
    expectOne("POST", "/echo", 499);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 100000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n4\r\n"})
  default void aCloseDuringTheUploadIs499(String body) throws Exception {
    assumeTrue(server().can(ContractServer.Ability.HALF_CLOSED));
    try (Wire wire = new Wire(app())) {
      wire.send("POST /shop/echo HTTP/1.1\r\nHost: x\r\n" + body + "half");
      app().scrapeWhen(scrape -> scrape.value("http_requests_in_flight") == 1);
    }
    expectOne("POST", "/echo", 499);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/begin-and-hold", "/events"})
  default void aClientThatLeavesAfterTheResponseWasBegunKeepsItsStatus(String path)
      throws Exception {
    try (Wire wire = new Wire(app())) {
      wire.send(Wire.request("GET /shop" + path)).readUntil("begun");
      awaitHeld(1);
      wire.reset();
    }
    release();
    expectOne("GET", path, 200);
  }

  @Test
  default void aClientThatLeavesInTheMiddleOfALargeBodyKeepsItsStatus() throws Exception {
    try (Wire wire = new Wire(app())) {
      wire.send(Wire.request("GET /shop/slow-body")).readUntil("\r\n\r\n");
      wire.readBytes(1 << 20);
      wire.reset();
    }
    expectOne("GET", "/slow-body", 200);
  }

  @Test
  default void aStreamOfHttp2ThatIsCancelledWhileTheAnswerIsAwaitedIs499() throws Exception {
    assumeTrue(server().can(ContractServer.Ability.HTTP_2));
    try (Http2Wire wire = new Http2Wire(app())) {
      wire.request(1, "GET", "/shop/hold", true);
      awaitHeld(1);
      wire.cancel(1);
      wire.request(3, "GET", "/shop/control/held", true);
      wire.awaitEnd(3); // by then the cancellation has been read
      release();
      expectOne("GET", "/hold", 499);
    }
  }

  @Test
  default void aStreamOfHttp2ThatIsCancelledDuringTheUploadIs499() throws Exception {
    assumeTrue(server().can(ContractServer.Ability.HTTP_2));
    assumeTrue(server().can(ContractServer.Ability.CANCELLED_UPLOADS));
    try (Http2Wire wire = new Http2Wire(app())) {
      wire.request(1, "POST", "/shop/echo", false);
      wire.body(1, new byte[100], false);
      app().scrapeWhen(scrape -> scrape.value("http_requests_in_flight") == 1);
      wire.cancel(1);
      expectOne("POST", "/echo", 499);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/begin-and-hold", "/events"})
  default void aStreamOfHttp2ThatIsCancelledAfterTheResponseWasBegunKeepsItsStatus(String path)
      throws Exception {
    assumeTrue(server().can(ContractServer.Ability.HTTP_2));
    try (Http2Wire wire = new Http2Wire(app())) {
      wire.request(1, "GET", "/shop" + path, true);
      wire.awaitHeaders(1);
      awaitHeld(1);
      wire.cancel(1);
      wire.request(3, "GET", "/shop/control/held", true);
      wire.awaitEnd(3); // by then the cancellation has been read
      release();
      expectOne("GET", path, 200);
    }
  }
}
