package io.pillion.dist;

import java.util.List;

/** Servlets in an embedded Jetty. */
class JettyServletContractIT extends ServerContract implements ContractMappings {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(
            jetty("9.4.57.v20241219", 8).replacing("jakarta.servlet", "javax.servlet"),
            jetty("11.0.24", 17),
            jetty12("ee10", "12.0.32", 17),
            jetty12("ee11", "12.1.9", 25)),
        List.of(
            jetty("9.4.12.v20180830", 8).replacing("jakarta.servlet", "javax.servlet"),
            jetty("10.0.24", 11).replacing("jakarta.servlet", "javax.servlet"),
            jetty12("ee8", "12.0.0", 17).replacing("jakarta.servlet", "javax.servlet"),
            jetty12("ee9", "12.0.0", 17),
            jetty12("ee10", "12.0.0", 21)));
  }

  private static ContractServer jetty(String version, int java) {
    return shop("Jetty " + version, version, java)
        .libraries("org.eclipse.jetty:jetty-servlet:" + version)
        .libraries("org.eclipse.jetty.http2:http2-server:" + version)
        .compiledFor(java == 8 ? 8 : 11);
  }

  private static ContractServer jetty12(String environment, String version, int java) {
    ContractServer server =
        shop("Jetty " + version + " " + environment, version, java)
            .libraries(
                "org.eclipse.jetty."
                    + environment
                    + ":jetty-"
                    + environment
                    + "-servlet:"
                    + version)
            .libraries("org.eclipse.jetty.http2:jetty-http2-server:" + version)
            .replacing("org.eclipse.jetty.servlet", "org.eclipse.jetty." + environment + ".servlet")
            .compiledFor(17);
    return environment.length() == 3
        ? server.replacing("gzip.setHandler(shop)", "gzip.setHandler(shop.get())")
        : server;
  }

  private static ContractServer shop(String name, String version, int java) {
    return new ContractServer(name, "jetty", version, java)
        .sources("servlets", "servlets-3.1", "jetty-servlet")
        .without(
            ContractServer.Ability.AJP,
            ContractServer.Ability.UPGRADE, // but for WebSocket
            ContractServer.Ability.UNREAD_BODIES, // read past what counts
            ContractServer.Ability.HALF_CLOSED)
        .calls("/orders/7", "/shop/orders/*")
        .calls("/files/hello.txt", "/shop/*")
        .calls("/absent", "_UNMATCHED");
  }
}
