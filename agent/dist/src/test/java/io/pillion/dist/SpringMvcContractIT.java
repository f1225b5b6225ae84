package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spring MVC in Spring Boot, on Tomcat, Undertow and Jetty. */
class SpringMvcContractIT extends ServerContract {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(
            onTomcat("2.7.18", "9.0.83", 8).replacing("jakarta.servlet", "javax.servlet"),
            onTomcat("3.5.8", "10.1.49", 17),
            onUndertow("3.5.8", "6.2.14", "2.3.20.Final", 17),
            onJetty("3.5.8", "6.2.14", "12.0.30", 17),
            boot4(onTomcat("4.1.1", "11.0.24", 25))),
        List.of(
            onUndertow("2.7.18", "5.3.31", "2.2.28.Final", 8)
                .replacing("jakarta.servlet", "javax.servlet"),
            onJetty("2.7.18", "5.3.31", "9.4.53.v20231009", 8)
                .replacing("jakarta.servlet", "javax.servlet"),
            onJetty("3.1.12", "6.0.21", "11.0.21", 17),
            boot4(onJetty("4.1.1", "7.0.9", "12.1.12", 25))
                .libraries("org.springframework.boot:spring-boot-webmvc:4.1.1"),
            onTomcat("3.0.13", "10.1.16", 17),
            onTomcat("3.5.8", "10.1.49", 25).options("-Dspring.threads.virtual.enabled=true"),
            boot4(onTomcat("4.0.0", "11.0.14", 17))));
  }

  /** Has moved a class, has no Undertow, and speaks no HTTP/2 in clear text as the shop asks it. */
  private static ContractServer boot4(ContractServer server) {
    return server
        .replacing(
            "org.springframework.boot.web.context.WebServerInitializedEvent",
            "org.springframework.boot.web.server.context.WebServerInitializedEvent")
        .without(ContractServer.Ability.HTTP_2);
  }

  private static ContractServer onTomcat(String boot, String tomcat, int java) {
    return shop(boot, "tomcat", tomcat, java)
        .libraries(starter("web", boot), starter("actuator", boot))
        .without(ContractServer.Ability.UNREAD_BODIES);
  }

  /** Its starter does not bring Spring MVC. */
  private static ContractServer onUndertow(String boot, String spring, String undertow, int java) {
    return shop(boot, "undertow", undertow, java)
        .libraries(
            starter("undertow", boot),
            starter("json", boot),
            starter("actuator", boot),
            "org.springframework:spring-webmvc:" + spring)
        .without(ContractServer.Ability.HALF_CLOSED);
  }

  private static ContractServer onJetty(String boot, String spring, String jetty, int java) {
    String http2 = jetty.startsWith("12.") ? "jetty-http2-server:" : "http2-server:";
    return shop(boot, "jetty", jetty, java)
        .libraries(
            starter("jetty", boot),
            starter("json", boot),
            starter("actuator", boot),
            "org.springframework:spring-webmvc:" + spring,
            "org.eclipse.jetty.http2:" + http2 + jetty)
        .without(
            ContractServer.Ability.UPGRADE,
            ContractServer.Ability.UNREAD_BODIES,
            ContractServer.Ability.HALF_CLOSED);
  }

  private static String starter(String what, String boot) {
    return "org.springframework.boot:spring-boot-starter-" + what + ":" + boot;
  }

  private static ContractServer shop(String boot, String server, String version, int java) {
    return new ContractServer("Spring Boot " + boot + ", " + server, server, version, java)
        .sources("servlets-3.1", "spring-mvc")
        .compiledFor(java == 8 ? 8 : 17)
        .without(ContractServer.Ability.AJP)
        .calls("/orders/7", "/shop/orders/{id}")
        .calls("POST /orders/7", "/shop/*")
        .calls("OPTIONS /any", "/shop/*") // Spring answers it by no handler of the app's
        .calls("/private", "/shop/*")
        .calls("/files/hello.txt", "/shop/files/**")
        .calls("/absent", "_UNMATCHED");
  }

  @ParameterizedTest
  @CsvSource({
    "/functional/7, 200, /shop/functional/{id}",
    "/callable, 200, /shop/callable",
    "/future, 200, /shop/future",
    "/async-throw, 500, /shop/async-throw",
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
