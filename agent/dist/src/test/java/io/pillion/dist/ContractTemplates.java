package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A small framework's paths are the routes as the app wrote them, with variables in braces. */
interface ContractTemplates extends Contract {
  @ParameterizedTest
  @CsvSource({
    "/orders/7, /shop/orders/{id}",
    "/orders/7/lines/3, /shop/orders/{id}/lines/{line}",
    "/tail/of/it, /shop/tail/*",
  })
  default void thePathThatTheFrameworkMatchedIsTheRoute(String path, String route)
      throws Exception {
    assertThat(Client.get(shop(path)).statusCode()).isEqualTo(200);
    Scrape counted = counted();
    assertThat(counted.requests("GET", route, 200)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
    String explained = Client.get(app().agent().resolve("-/explain?path=/shop" + path)).body();
    assertThat(explained).contains("route   " + route);
  }

  /** The framework answers it without calling a handler. */
  @Test
  default void aHeadToAPathOfGetHasItsRoute() throws Exception {
    assertThat(Client.send("HEAD", shop("/orders/7/lines/3"), "").statusCode()).isEqualTo(200);
    Scrape counted = counted();
    assertThat(counted.requests("HEAD", "/shop/orders/{id}/lines/{line}", 200))
        .as(counted.requested())
        .isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
  }

  @Test
  default void aWebSocketIsOneRequestThatWasUpgraded() throws Exception {
    CompletableFuture<String> said = new CompletableFuture<>();
    URI socket = URI.create("ws://127.0.0.1:" + app().port() + "/shop/socket");
    WebSocket open =
        Client.HTTP
            .newWebSocketBuilder()
            .buildAsync(
                socket,
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean all) {
                    said.complete(text.toString());
                    return null;
                  }
                })
            .get(Client.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    assertThat(said.get(Client.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("hello");
    Scrape counted = expectOne("GET", "/socket", 101); // while it is open
    assertThat(counted.value("http_request_duration_seconds_count")).isZero();
    open.abort();
  }
}
