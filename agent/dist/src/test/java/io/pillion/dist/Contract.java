package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;

/** What a question of the contract suite asks with, and how it looks at what was counted. */
interface Contract {
  ContractServer server();

  /** The server's shop, running. */
  App app();

  /** As it was when the test began. */
  Scrape before();

  /** A path of the shop. */
  default URI shop(String path) {
    return app().uri("/shop" + path);
  }

  /** What was counted since the test began, when nothing is in flight any more. */
  default Scrape counted() {
    return app().scrapeWhenIdle().since(before());
  }

  /** One request was counted in the test, and it is this. */
  default Scrape expectOne(String method, String path, int status) {
    return expect(1, method, path, status);
  }

  /** So many were counted in the test, and they are these. */
  default Scrape expect(int requests, String method, String path, int status) {
    String route = server().route(method, path);
    Scrape counted =
        app()
            .scrapeWhen(
                now ->
                    now.value("http_requests_in_flight") == 0
                        && now.since(before()).requests() >= requests)
            .since(before());
    assertThat(counted.requests(method, route, status))
        .as("%s %s %s of %s", method, route, status, counted.requested())
        .isEqualTo(requests);
    assertThat(counted.requests()).as(counted.requested()).isEqualTo(requests);
    String[] labels = {"method", method, "route", route};
    assertThat(counted.value("http_requests_4xx_total", labels))
        .isEqualTo(status / 100 == 4 ? requests : 0);
    assertThat(counted.value("http_requests_5xx_total", labels))
        .isEqualTo(status / 100 == 5 ? requests : 0);
    return counted;
  }

  /** Waits until so many requests wait in the shop. */
  default void awaitHeld(int count) {
    await()
        .atMost(Client.PATIENCE)
        .until(() -> Client.get(shop("/control/held")).body().equals(String.valueOf(count)));
  }

  /** Lets those go that wait. */
  default void release() throws Exception {
    assertThat(Client.get(shop("/control/release")).statusCode()).isEqualTo(200);
  }
}
