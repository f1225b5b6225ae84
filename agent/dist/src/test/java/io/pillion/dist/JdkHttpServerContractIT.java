package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The server that every JDK has. */
class JdkHttpServerContractIT extends ServerContract {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(jdk(8).without(ContractServer.Ability.KEPT_CONNECTIONS), jdk(25)),
        List.of(jdk(11), jdk(17), jdk(21)));
  }

  private static ContractServer jdk(int java) {
    return new ContractServer("HttpServer", "jdk-httpserver", null, java)
        .sources("jdk-httpserver")
        .routesByPrefixes()
        .calls("/orders/7", "/shop/orders/*")
        .calls("/files/hello.txt", "/shop/files/*")
        .without(
            ContractServer.Ability.HTTP_2,
            ContractServer.Ability.AJP,
            ContractServer.Ability.UPGRADE,
            ContractServer.Ability.ERROR_ANSWERS,
            ContractServer.Ability.UNREAD_BODIES);
  }

  /** The server closes the connection without a word. */
  @Test
  void aHandlerThatThrowsBeforeItAnswersIsAnErrorOfTheServer() throws Exception {
    try (Wire wire = new Wire(app())) {
      assertThat(wire.send(Wire.request("GET /shop/throw")).readAll()).isEmpty();
    }
    Scrape counted = expectOne("GET", "/throw", 500);
    assertThat(
            counted.value(
                "http_request_exceptions_total",
                "exception",
                "java.lang.IllegalStateException",
                "route",
                "/shop/throw/*"))
        .isEqualTo(1);
  }

  /** What the server refuses by itself never becomes an exchange. */
  @Test
  void theServersOwn404IsCountedWithItsSize() throws Exception {
    String page = Client.get(app().uri("/nowhere?for=nobody")).body();
    Scrape counted = counted();
    assertThat(counted.requests("GET", "_UNMATCHED", 404)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.value("http_response_size_bytes_sum")).isEqualTo(page.length());
  }
}
