package io.pillion.dist;

import java.util.List;

/** Grizzly's own HTTP server. */
class GrizzlyContractIT extends ServerContract {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(grizzly("2.3.35", 8), grizzly("4.0.2", 25)),
        List.of(grizzly("2.4.4", 11), grizzly("3.0.1", 17)));
  }

  private static ContractServer grizzly(String version, int java) {
    return new ContractServer("Grizzly " + version, "grizzly", version, java)
        .libraries("org.glassfish.grizzly:grizzly-http-server:" + version)
        .sources("grizzly")
        .without(
            ContractServer.Ability.HTTP_2,
            ContractServer.Ability.AJP,
            ContractServer.Ability.UPGRADE,
            ContractServer.Ability.UNREAD_BODIES)
        .calls("/orders/7", "/shop/orders/*")
        .calls("/files/hello.txt", "/shop/files/*")
        .calls("/absent", "/shop/*");
  }
}
