package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Several requests on a connection, and connections that become something else. */
interface ContractConnections extends Contract {
  @Test
  default void requestsOnAConnectionThatIsKeptAreCountedEach() throws Exception {
    try (Wire wire = new Wire(app())) {
      for (int i = 0; i < 150; i++) {
        wire.send(Wire.request("GET /shop/orders/7"));
        assertThat(wire.readAnswers(1)).containsExactly(200);
      }
    }
    expect(150, "GET", "/orders/7", 200);
  }

  @Test
  default void pipelinedRequestsAreCountedEachWithTheirBodies() throws Exception {
    String request = "POST /shop/echo HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n\r\n1234567";
    try (Wire wire = new Wire(app())) {
      assertThat(wire.send(request.repeat(10)).readAnswers(10)).containsOnly(200);
    }
    Scrape counted = expect(10, "POST", "/echo", 200);
    assertThat(counted.value("http_request_size_bytes_sum")).isEqualTo(70);
    assertThat(counted.value("http_response_size_bytes_sum")).isEqualTo(70);
  }

  @Test
  default void aRequestOfHttp10IsCounted() throws Exception {
    assumeTrue(server().can(ContractServer.Ability.HTTP_1_0));
    try (Wire wire = new Wire(app())) {
      wire.send("GET /shop/orders/7 HTTP/1.0\r\n\r\n").readAll();
    }
    expectOne("GET", "/orders/7", 200);
  }

  @Test
  default void anUpgradeIsCountedWithItsStatusAndNotTimed() throws Exception {
    assumeTrue(server().can(ContractServer.Ability.UPGRADE));
    try (Wire wire = new Wire(app())) {
      wire.send(
          "GET /shop/upgrade HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: shop\r\n\r\n");
      assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 101");
      assertThat(wire.readAll()).isEqualTo("hello");
    }
    Scrape counted = expectOne("GET", "/upgrade", 101);
    assertThat(counted.value("http_request_duration_seconds_count")).isZero();
  }

  @Test
  default void anUpgradeToHttp2CountsOnceWithItsAnswer() throws Exception {
    assumeTrue(server().can(ContractServer.Ability.HTTP_2));
    HttpRequest request = HttpRequest.newBuilder(shop("/orders/7")).build();
    assertThat(Client.HTTP_2.send(request, BodyHandlers.ofString()).body()).isEqualTo("order");
    expectOne("GET", "/orders/7", 200);
  }

  @Test
  default void bodiesOfHttp2AreCountedWithoutFrames() throws Exception {
    assumeTrue(server().can(ContractServer.Ability.HTTP_2));
    HttpRequest first = HttpRequest.newBuilder(shop("/orders/7")).build();
    Client.HTTP_2.send(first, BodyHandlers.ofString()); // the connection is of HTTP/2 then
    HttpRequest request =
        HttpRequest.newBuilder(shop("/echo"))
            .POST(BodyPublishers.ofByteArray(new byte[100_000]))
            .build();
    assertThat(Client.HTTP_2.send(request, BodyHandlers.ofByteArray()).body()).hasSize(100_000);
    String[] labels = {"method", "POST", "route", server().route("POST", "/echo")};
    Scrape counted = counted();
    assertThat(counted.value("http_request_size_bytes_sum", labels)).isEqualTo(100_000);
    assertThat(counted.value("http_response_size_bytes_sum", labels)).isEqualTo(100_000);
    assertThat(counted.requests()).as(counted.requested()).isEqualTo(2);
  }

  @Test
  default void streamsOfHttp2ThatOverlapAreCountedEach() throws Exception {
    assumeTrue(server().can(ContractServer.Ability.HTTP_2));
    try (Http2Wire wire = new Http2Wire(app())) {
      for (int stream : new int[] {1, 3, 5}) {
        wire.request(stream, "GET", "/shop/hold", true);
      }
      awaitHeld(3);
      assertThat(app().scrape().value("http_requests_in_flight")).isEqualTo(3);
      release();
      wire.awaitEnd(1, 3, 5);
    }
    expect(3, "GET", "/hold", 200);
  }

  @Test
  default void requestsOfAjpAreCountedEach() throws Exception {
    assumeTrue(server().can(ContractServer.Ability.AJP));
    try (AjpWire wire = new AjpWire(app())) {
      for (int i = 0; i < 3; i++) {
        assertThat(wire.exchange(AjpWire.Method.GET, "/shop/orders/7")).isEqualTo(200);
      }
    }
    Scrape counted = expect(3, "GET", "/orders/7", 200);
    assertThat(counted.value("http_response_size_bytes_sum")).isEqualTo(3 * "order".length());
  }

  @Test
  default void aHeaderThatIsLargeAndARequestLineThatIsLongAreNotInTheWay() throws Exception {
    String pad = String.join("", Collections.nCopies(500, "pad"));
    assertThat(Client.get(shop("/orders/7?" + pad), "X-Pad", pad).statusCode()).isEqualTo(200);
    expectOne("GET", "/orders/7", 200);
  }
}
