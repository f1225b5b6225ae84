package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Services in services, which is how Helidon's users write their routes. */
class HelidonContractIT extends ServerContract {
  private static final String WEBSERVER = "io.helidon.webserver:helidon-webserver";

  static List<ContractServer> servers() {
    return ContractServer.asked(List.of(helidon("4.3.1", 21), helidon("4.3.1", 25)), List.of());
  }

  private static ContractServer helidon(String version, int java) {
    return new ContractServer("Helidon " + version, "helidon", version, java)
        .libraries(WEBSERVER + "-http2:" + version)
        .libraries(WEBSERVER + "-websocket:" + version)
        .libraries(WEBSERVER + "-sse:" + version)
        .libraries(WEBSERVER + "-static-content:" + version)
        .sources("helidon")
        .compiledFor(21)
        .without(
            ContractServer.Ability.AJP,
            ContractServer.Ability.UPGRADE,
            ContractServer.Ability.GZIP,
            ContractServer.Ability.CANCELLED_UPLOADS, // its thread waits for ever
            ContractServer.Ability.HTTP_1_0,
            ContractServer.Ability.CLOSED_CONNECTIONS,
            ContractServer.Ability.UNREAD_BODIES)
        .calls("/orders/7", "/shop/orders/{id}")
        .calls("/files/hello.txt", "/shop/files/*")
        .calls("/private", "/*") // by a filter in front of the services
        .calls("/absent", "/shop/*");
  }

  @ParameterizedTest
  @CsvSource({
    "/orders/7/lines/first, 200, /shop/orders/{id}/lines/first",
    "/orders/7/lines/second, 200, /shop/orders/{id}/lines/second",
    "/literally/some/where, 200, /shop/literally/*",
    "/passed/7, 200, /shop/passed/{anything}",
  })
  void theRouteIsThatOfTheServicesAndTheOneThatAnswered(String path, int status, String route)
      throws Exception {
    assertThat(Client.get(shop(path)).statusCode()).isEqualTo(status);
    Scrape counted = counted();
    assertThat(counted.requests("GET", route, status)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
  }

  @Test
  void aWebSocketIsCountedOnceAsItsUpgrade() throws Exception {
    try (Wire wire = new Wire(app())) {
      wire.send(
          String.join(
              "\r\n",
              "GET /shop/sockets/7 HTTP/1.1",
              "Host: x",
              "Connection: Upgrade",
              "Upgrade: websocket",
              "Sec-WebSocket-Version: 13",
              "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
              "\r\n"));
      assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 101");
    }
    Scrape counted = counted();
    assertThat(counted.requests("GET", "/shop/sockets/{id}", 101))
        .as(counted.requested())
        .isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
    assertThat(counted.value("http_request_duration_seconds_count")).isZero();
  }

  @Test
  void aClientThatLeavesASinkOfEventsKeepsItsStatus() throws Exception {
    try (Wire wire = new Wire(app())) {
      wire.send(Wire.request("GET /shop/sink")).readUntil("data:begun");
      awaitHeld(1);
      wire.reset();
    }
    release();
    Scrape counted = expectOne("GET", "/sink", 200);
    assertThat(counted.value("http_request_duration_seconds_count")).isZero();
    assertThat(counted.value("http_request_exceptions_total")).isZero();
  }

  @Test
  void aConnectionOfTheAppsOwnThatFailsIsAnErrorAndNoDepartedClient() throws Exception {
    assertThat(Client.get(shop("/unreachable")).statusCode()).isEqualTo(500);
    Scrape counted = expectOne("GET", "/unreachable", 500);
    assertThat(counted.value("http_request_exceptions_total")).isEqualTo(1);
  }

  @Test
  void aMalformedBodyIsCountedAsItIsAnswered() throws Exception {
    try (Wire wire = new Wire(app())) {
      wire.send(
          "POST /shop/echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n0\r\n\r\n");
      assertThat(wire.readAnswers(1)).containsExactly(500);
    }
    expectOne("POST", "/echo", 500);
  }
}
