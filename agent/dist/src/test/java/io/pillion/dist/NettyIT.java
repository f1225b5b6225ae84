package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Netty's own codecs are watched where the user asks for it, and where no server owns them. */
class NettyIT {
  private static ContractServer netty(String name) {
    String version = "4.1.128.Final";
    return new ContractServer(name, "netty", version, 17)
        .libraries("io.netty:netty-codec-http2:" + version, "io.netty:netty-handler:" + version)
        .sources("netty");
  }

  @Test
  void nothingOfNettyIsWovenWhereNobodyAskedForIt() throws Exception {
    try (App app = netty("Netty that is not named").start()) {
      assertThat(Client.get(app.uri("/shop/orders/7")).statusCode()).isEqualTo(200);
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests()).isZero();
      assertThat(scrape.samples("pillion_instrumented")).isEmpty();
      assertThat(Client.get(app.agent().resolve("-/instrumentation")).body())
          .doesNotContain("netty in a class loader of");
    }
  }

  @Test
  void aTemplateOfTheUsersIsTheRoute() throws Exception {
    ContractServer routed =
        netty("Netty with routes").settings("http.servers=netty,http.routes=/shop/orders/{id}");
    try (App app = routed.start()) {
      assertThat(Client.get(app.uri("/shop/orders/7")).statusCode()).isEqualTo(200);
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/shop/orders/{id}", 200)).isEqualTo(1);
      assertThat(scrape.requests()).isEqualTo(1);
    }
  }

  @Test
  void whatCannotBeReadIsNoRequestOfTheApps() throws Exception {
    try (App app = netty("Netty with odd clients").settings("http.servers=netty").start()) {
      try (Wire wire = new Wire(app)) {
        String good = Wire.request("GET /shop/orders/7");
        assertThat(wire.send(good + "GET / HTTP/1.1\r\nHo st : x\r\n\r\n").readAll())
            .startsWith("HTTP/1.1 200")
            .contains("HTTP/1.1 400");
      }
      try (Wire wire = new Wire(app)) {
        wire.send("GET /shop/orders/7 HTTP/1.1\r\nHost: x");
        wire.reset();
      }
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/*", 200)).as(scrape.requested()).isEqualTo(1);
      assertThat(scrape.requests()).as(scrape.requested()).isEqualTo(1);
    }
  }

  @Test
  void whatFollowsTheLastRequestOfAConnectionStaysNotInFlight() throws Exception {
    try (App app = netty("Netty that closes").settings("http.servers=netty").start()) {
      String last = "GET /shop/any HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
      try (Wire wire = new Wire(app)) {
        assertThat(wire.send(last.repeat(5)).readAll()).containsOnlyOnce("HTTP/1.1 200");
      }
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/*", 200)).as(scrape.requested()).isEqualTo(1);
      assertThat(scrape.requests()).as(scrape.requested()).isEqualTo(1);
    }
  }

  @Test
  void whatTheAppAsksOthersIsNotCounted() throws Exception {
    ContractServer asking =
        netty("Netty that is a client").settings("http.servers=netty,http.routes=/shop/fetch");
    try (App app = asking.start()) {
      assertThat(Client.get(app.uri("/shop/fetch")).body()).isEqualTo("fetched");
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/shop/fetch", 200)).isEqualTo(1);
      assertThat(scrape.requests("GET", "/*", 200)).as("as the server of itself").isEqualTo(1);
      assertThat(scrape.requests()).as(scrape.requested()).isEqualTo(2);
    }
  }

  static List<ContractServer> owners() {
    return List.of(
        new ContractServer("Reactor Netty that owns its channels", "reactor-netty", "1.2.12", 17)
            .libraries("io.projectreactor.netty:reactor-netty-http:1.2.12")
            .sources("reactor-netty"),
        new ContractServer("Vert.x 4 that owns its channels", "vertx", "4.5.22", 17)
            .libraries("io.vertx:vertx-web:4.5.22")
            .sources("vertx-web"),
        new ContractServer("Vert.x 5 that owns its channels", "vertx", "5.0.5", 17)
            .libraries("io.vertx:vertx-web:5.0.5")
            .sources("vertx-web"));
  }

  @ParameterizedTest
  @MethodSource("owners")
  void aServerThatIsWatchedItselfCountsAlone(ContractServer owner) throws Exception {
    try (App app = owner.settings("http.servers=netty").start()) {
      HttpRequest request = HttpRequest.newBuilder(app.uri("/shop/any")).build();
      for (int i = 0; i < 3; i++) {
        assertThat(Client.get(app.uri("/shop/any")).statusCode()).isEqualTo(200);
        assertThat(Client.HTTP_2.send(request, BodyHandlers.ofString()).body()).isEqualTo("ok");
      }
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests()).as(scrape.requested()).isEqualTo(6);
      assertThat(scrape.samples("pillion_instrumented"))
          .extracting(sample -> sample.labels().get("server"))
          .containsExactlyInAnyOrder("netty", owner.label());
      assertThat(scrape.value("pillion_errors_total")).isZero();
    }
  }
}
