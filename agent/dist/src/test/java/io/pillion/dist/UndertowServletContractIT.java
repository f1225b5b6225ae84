package io.pillion.dist;

import java.util.List;

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
        .without(
            ContractServer.Ability.GZIP,
            ContractServer.Ability.EXCEPTIONS,
            ContractServer.Ability.HALF_CLOSED)
        .calls("/orders/7", "/shop/orders/*")
        .calls("/files/hello.txt", "/shop/*")
        .calls("/absent", "_UNMATCHED");
  }
}
