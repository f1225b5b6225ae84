package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Vert.x, with the routes of Vert.x Web. */
class VertxContractIT extends ServerContract {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(
            vertx("3.9.16", 8).without(ContractServer.Ability.UPGRADE),
            vertx("4.5.22", 8),
            vertx("5.1.5", 25)),
        List.of(
            vertx("4.0.3", 11).without(ContractServer.Ability.UPGRADE),
            vertx("4.3.8", 17),
            vertx("5.0.5", 21)));
  }

  private static ContractServer vertx(String version, int java) {
    String asks = "context.request().toNetSocket().onSuccess(Answers::greet)";
    String asks3 = "greet(context.request().netSocket())";
    return new ContractServer("Vert.x " + version, "vertx", version, java)
        .libraries("io.vertx:vertx-web:" + version)
        .sources("vertx-web")
        .replacing(asks, version.startsWith("3.") ? asks3 : asks)
        .without(
            ContractServer.Ability.AJP,
            ContractServer.Ability.GZIP, // Vert.x counts what the app wrote
            ContractServer.Ability.UNREAD_BODIES)
        .calls("GET /orders/7", "/shop/orders/{id}")
        .calls("POST /orders/7", "/shop/*")
        .calls("/private", "/shop/*")
        .calls("/absent", "/shop/*");
  }

  @Test
  void halfAHeadIsNoRequest() throws Exception {
    try (Wire wire = new Wire(app())) {
      wire.send("GET /shop/any HTTP/1.1\r\nHost: x\r\n");
    }
    Client.get(shop("/orders/7"));
    expectOne("GET", "/orders/7", 200);
  }

  @Test
  void aWebSocketIsCountedWithItsStatusWhileItIsOpen() throws Exception {
    CompletableFuture<String> said = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            said.complete(text.toString());
            return null;
          }
        };
    WebSocket socket =
        Client.HTTP
            .newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + app().port() + "/socket"), listener)
            .get(30, TimeUnit.SECONDS);
    assertThat(said.get(30, TimeUnit.SECONDS)).isEqualTo("hello");
    Scrape counted = counted();
    assertThat(counted.requests("GET", "/*", 101)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.value("http_request_duration_seconds_count")).isZero();
    socket.abort();
  }
}
