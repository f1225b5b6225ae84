package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Servlets in Undertow's container. */
class UndertowServletContractIT extends ServerContract implements ContractMappings {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(undertow("2.3.18.Final", 17)),
        List.of(
            undertow("1.4.28.Final", 8).replacing("jakarta.servlet", "javax.servlet"),
            undertow("2.2.37.Final", 8).replacing("jakarta.servlet", "javax.servlet")));
  }

  private static ContractServer undertow(String version, int java) {
    return new ContractServer("Undertow Servlet " + version, "undertow", version, java)
        .libraries("io.undertow:undertow-servlet:" + version)
        .sources("servlets", "servlets-3.1", "undertow-servlet")
        .compiledFor(java == 8 ? 8 : 11)
        .without(ContractServer.Ability.GZIP, ContractServer.Ability.HALF_CLOSED)
        .calls("/orders/7", "/shop/orders/*")
        .calls("/files/hello.txt", "/shop/*")
        .calls("/absent", "_UNMATCHED");
  }

  @Test
  void anExceptionAfterTheResponseIsOverIsCountedAllTheSame() throws Exception {
    assertThat(Client.get(shop("/throw-afterwards")).statusCode()).isEqualTo(200);
    String[] labels = {
      "exception", "java.lang.IllegalStateException", "route", "/shop/throw-afterwards"
    };
    Scrape counted =
        app()
            .scrapeWhen(
                now -> now.since(before()).value("http_request_exceptions_total", labels) > 0)
            .since(before());
    assertThat(counted.value("http_request_exceptions_total")).isEqualTo(1);
    expectOne("GET", "/throw-afterwards", 200);
  }
}
