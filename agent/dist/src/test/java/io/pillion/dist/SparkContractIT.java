package io.pillion.dist;

import java.util.List;

/** Spark (sparkjava.com), which brings a Jetty without a Servlet context. */
class SparkContractIT extends ServerContract implements ContractTemplates {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(spark("2.9.4", "9.4.48.v20220622", 8)),
        List.of(spark("2.7.2", "9.4.8.v20171121", 8)));
  }

  private static ContractServer spark(String version, String jetty, int java) {
    return new ContractServer("Spark " + version, "jetty", jetty, java)
        .libraries("com.sparkjava:spark-core:" + version)
        .sources("servlets", "spark")
        .replacing("jakarta.servlet", "javax.servlet")
        .without(
            ContractServer.Ability.HTTP_2,
            ContractServer.Ability.AJP,
            ContractServer.Ability.UPGRADE,
            ContractServer.Ability.EXCEPTIONS, // it answers them itself
            ContractServer.Ability.UNREAD_BODIES,
            ContractServer.Ability.HALF_CLOSED)
        .calls("/orders/7", "/shop/orders/{id}")
        .calls("/private", "/*")
        .calls("/files/hello.txt", "/*")
        .calls("/socket", "/*")
        .calls("/absent", "_UNMATCHED");
  }
}
