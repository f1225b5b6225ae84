package io.pillion.dist;

import java.util.List;

/** The core handlers of Jetty 12. */
class JettyContractIT extends ServerContract {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(jetty("12.0.32", 17), jetty("12.1.9", 25).options("-Dvirtual.threads=true")),
        List.of(jetty("12.0.0", 17), jetty("12.1.0", 21)));
  }

  private static ContractServer jetty(String version, int java) {
    return new ContractServer("Jetty " + version, "jetty", version, java)
        .libraries("org.eclipse.jetty:jetty-server:" + version)
        .libraries("org.eclipse.jetty.http2:jetty-http2-server:" + version)
        .sources("jetty")
        .compiledFor(17)
        .without(
            ContractServer.Ability.AJP,
            ContractServer.Ability.UNREAD_BODIES, // read past what counts
            ContractServer.Ability.HALF_CLOSED)
        .calls("/orders/7", "/shop/orders/{id}")
        .calls("/files/hello.txt", "/shop/files/*")
        .calls("/private", "/shop/*")
        .calls("/absent", "/shop/*");
  }
}
