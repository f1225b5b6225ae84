package io.pillion.dist;

import java.util.List;

/** A server of nothing but Netty's codecs. It has no routes that Netty would know of. */
class NettyContractIT extends ServerContract {
  private static final List<String> PATHS =
      List.of(
          "/any",
          "/orders/7",
          "/status",
          "/send-error",
          "/private",
          "/throw",
          "/throw-late",
          "/async",
          "/forward",
          "/size",
          "/gzip",
          "/chunked",
          "/echo",
          "/ignore",
          "/files/hello.txt",
          "/hold",
          "/begin-and-hold",
          "/events",
          "/slow-body",
          "/upgrade");

  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(netty("4.1.128.Final", 8), netty("4.2.7.Final", 25)),
        List.of(netty("4.1.60.Final", 11), netty("4.1.100.Final", 17)));
  }

  private static ContractServer netty(String version, int java) {
    ContractServer netty =
        new ContractServer("Netty " + version, "netty", version, java)
            .libraries("io.netty:netty-codec-http2:" + version, "io.netty:netty-handler:" + version)
            .sources("netty")
            .settings("http.servers=netty")
            .without(ContractServer.Ability.AJP)
            .calls("/absent", "_UNMATCHED")
            .calls("POST /orders/7", "_UNMATCHED")
            .calls("/status?code=404", "_UNMATCHED")
            .calls("/send-error?code=404", "_UNMATCHED");
    PATHS.forEach(path -> netty.calls(path, "/*"));
    return netty;
  }
}
