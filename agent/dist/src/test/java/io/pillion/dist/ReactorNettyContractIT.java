package io.pillion.dist;

import java.util.List;

/** Reactor Netty's own routes. */
class ReactorNettyContractIT extends ServerContract {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(netty("1.0.48", 8), netty("1.3.1", 25)),
        List.of(netty("1.1.31", 11), netty("1.2.12", 17), netty("1.3.1", 17)));
  }

  private static ContractServer netty(String version, int java) {
    return new ContractServer("Reactor Netty " + version, "reactor-netty", version, java)
        .libraries("io.projectreactor.netty:reactor-netty-http:" + version)
        .sources("reactor-netty")
        .without(
            ContractServer.Ability.AJP,
            ContractServer.Ability.UPGRADE,
            ContractServer.Ability.UNREAD_BODIES)
        .calls("/orders/7", "/shop/orders/{id}")
        .calls("/any", "/*") // a condition of the app's own tells no path
        .calls("/absent", "_UNMATCHED");
  }
}
