package io.pillion.dist;

import java.nio.file.Path;
import java.util.List;

/** Servlets in an embedded Tomcat. */
class TomcatContractIT extends ServerContract implements ContractMappings {
  static List<ContractServer> servers() {
    return ContractServer.asked(
        List.of(
            tomcat7(8),
            tomcat8("9.0.123", 17),
            tomcat10("10.1.61", 17).libraries(OLD_API),
            tomcat11("11.0.27", 25)),
        List.of(
            tomcat7(17),
            tomcat8("8.5.0", 8)
                .libraries(LOGGING + "8.5.0")
                .without(ContractServer.Ability.HTTP_2), // which it has by an upgrade alone
            tomcat8("8.5.100", 8),
            tomcat8("8.5.100", 17),
            tomcat8("9.0.1", 8),
            tomcat8("9.0.123", 8),
            tomcat8("9.0.123", 25),
            tomcat8("9.0.123", 17).with("NIO2").options(PROTOCOL + "Http11Nio2Protocol"),
            apr("9.0.50", 17),
            tomcat10("10.1.0", 11),
            tomcat10("10.1.61", 21),
            tomcat11("11.0.0", 17),
            tomcat11("11.0.27", 21)));
  }

  /** Many an app has it still, beside the one that its Tomcat is made for. */
  private static final String OLD_API = "javax.servlet:javax.servlet-api:4.0.1";

  private static final String PROTOCOL = "-Dprotocol=org.apache.coyote.http11.";

  /** In the server's own jar later. */
  private static final String LOGGING = "org.apache.tomcat.embed:tomcat-embed-logging-juli:";

  /** The last with Servlet 3.0, without HTTP/2. */
  private static ContractServer tomcat7(int java) {
    return javax("7.0.109", java)
        .libraries(LOGGING + "7.0.109")
        .replacing("org.apache.tomcat.util.descriptor.web", "org.apache.catalina.deploy")
        .without(
            ContractServer.Ability.HTTP_2,
            ContractServer.Ability.UPGRADE,
            ContractServer.Ability.ENCODED_CHUNKS);
  }

  /** Or 9. */
  private static ContractServer tomcat8(String version, int java) {
    ContractServer server = javax(version, java).sources("servlets-3.1");
    return version.startsWith("8.")
        ? server.without(ContractServer.Ability.ENCODED_CHUNKS)
        : server;
  }

  /**
   * By the connector in C, which Debian has as libtcnative-1, 1.2: later ones of Tomcat 9 want 1.3.
   */
  private static ContractServer apr(String version, int java) {
    String folder = System.getenv().getOrDefault("TCNATIVE_HOME", "/usr/lib/x86_64-linux-gnu");
    return tomcat8(version, java)
        .with("APR")
        .needing(Path.of(folder, "libtcnative-1.so"))
        .options("-Djava.library.path=" + folder, PROTOCOL + "Http11AprProtocol");
  }

  private static ContractServer tomcat10(String version, int java) {
    return tomcat(version, java, "2.1.1").sources("servlets-3.1").compiledFor(11);
  }

  private static ContractServer tomcat11(String version, int java) {
    return tomcat10(version, java).compiledFor(17);
  }

  private static ContractServer javax(String version, int java) {
    return tomcat(version, java, "1.3.5").replacing("jakarta.servlet", "javax.servlet");
  }

  private static ContractServer tomcat(String version, int java, String annotations) {
    return new ContractServer("Tomcat " + version, "tomcat", version, java)
        .libraries("org.apache.tomcat.embed:tomcat-embed-core:" + version)
        .libraries("jakarta.annotation:jakarta.annotation-api:" + annotations)
        .withoutDependencies()
        .without(ContractServer.Ability.UNREAD_BODIES) // it reads them when all else is over
        .sources("servlets", "tomcat")
        .calls("/orders/7", "/shop/orders/*")
        .calls("/files/hello.txt", "/shop/*")
        .calls("/absent", "_UNMATCHED");
  }
}
