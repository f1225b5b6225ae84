package io.pillion.dist;

import java.util.List;

/** Undertow's own handlers. */
class UndertowContractIT extends ServerContract {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(undertow(App.NEWEST_UNDERTOW, 17)),
        List.of(
            undertow("1.4.28.Final", 8),
            undertow("2.2.41.Final", 8),
            undertow("2.3.27.Final", 11),
            undertow(App.NEWEST_UNDERTOW, 25)));
  }

  private static ContractServer undertow(String version, int java) {
    return new ContractServer("Undertow " + version, "undertow", version, java)
        .libraries("io.undertow:undertow-core:" + version)
        .sources("undertow")
        .calls("/orders/7", "/shop/orders/{id}")
        .calls("POST /orders/7", "/shop/orders/*")
        .calls("/files/hello.txt", "/shop/files/*")
        .calls("/absent", "/shop/*");
  }
}
