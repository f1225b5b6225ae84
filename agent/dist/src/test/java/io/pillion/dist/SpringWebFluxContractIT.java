package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spring WebFlux in Spring Boot, on Reactor Netty and on a Servlet container. */
class SpringWebFluxContractIT extends ServerContract {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(onNetty("2.7.18", "1.0.39", 8), onNetty("3.5.8", "1.2.12", 17)),
        List.of(
            onNetty("3.0.13", "1.1.13", 17),
            onNetty("4.0.0", "1.3.0", 25)
                .replacing(
                    "org.springframework.boot.web.context.WebServerInitializedEvent",
                    "org.springframework.boot.web.server.context.WebServerInitializedEvent")));
  }

  private static ContractServer onNetty(String boot, String netty, int java) {
    return new ContractServer("Spring Boot " + boot + " WebFlux", "reactor-netty", netty, java)
        .libraries(starter("webflux", boot), starter("actuator", boot))
        .sources("spring-webflux")
        .compiledFor(java == 8 ? 8 : 17)
        .without(
            ContractServer.Ability.AJP,
            ContractServer.Ability.UPGRADE,
            ContractServer.Ability.UNREAD_BODIES,
            ContractServer.Ability.EXCEPTIONS)
        .calls("/orders/7", "/shop/orders/{id}")
        .calls("POST /orders/7", "_UNMATCHED")
        .calls("OPTIONS /any", "/*") // Spring answers it by no handler of the app's
        .calls("/private", "/*") // by a filter, before anything is matched
        .calls("/files/hello.txt", "/shop/files/**")
        .calls("/absent", "_UNMATCHED");
  }

  private static String starter(String what, String boot) {
    return "org.springframework.boot:spring-boot-starter-" + what + ":" + boot;
  }

  @ParameterizedTest
  @CsvSource({
    "/functional/7, 200, /shop/functional/{id}",
    "/actuator/health, 200, /shop/actuator/health",
  })
  void theTemplateThatSpringMatchedIsTheRoute(String path, int status, String route)
      throws Exception {
    assertThat(Client.get(shop(path)).statusCode()).isEqualTo(status);
    Scrape counted = counted();
    assertThat(counted.requests("GET", route, status)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
  }
}
