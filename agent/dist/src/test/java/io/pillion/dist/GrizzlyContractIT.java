package io.pillion.dist;

import java.util.List;

/** Grizzly's own HTTP server. */
class GrizzlyContractIT extends ServerContract {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(
            grizzly("2.3.35", 8, "http-server").without(ContractServer.Ability.HTTP_2),
            http2("4.0.2", 25)),
        List.of(http2("2.4.4", 11), http2("3.0.1", 17)));
  }

  private static ContractServer http2(String version, int java) {
    return grizzly(version, java, "http2")
        .libraries("org.glassfish.grizzly:grizzly-http-server:" + version)
        .libraries("org.glassfish.grizzly:grizzly-npn-api:2.0.0")
        .replacing("// of HTTP/2: ", "");
  }

  private static ContractServer grizzly(String version, int java, String artifact) {
    return new ContractServer("Grizzly " + version, "grizzly", version, java)
        .libraries("org.glassfish.grizzly:grizzly-" + artifact + ":" + version)
        .sources("grizzly")
        .without(
            ContractServer.Ability.AJP,
            ContractServer.Ability.UPGRADE,
            ContractServer.Ability.UNREAD_BODIES)
        .calls("/orders/7", "/shop/orders/*")
        .calls("/files/hello.txt", "/shop/files/*")
        .calls("/absent", "/shop/*");
  }
}
