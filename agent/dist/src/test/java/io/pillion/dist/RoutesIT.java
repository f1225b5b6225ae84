package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The label {@code route}: what the app registered, as deep as the request was matched. */
class RoutesIT {
  private static App tree;
  private static App routing;
  private static App single;

  @BeforeAll
  static void start() {
    tree = App.start("tree");
    routing = App.start("routing");
    single = App.start("single");
  }

  @AfterAll
  static void stop() {
    tree.close();
    routing.close();
    single.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, /, 200",
    "/exact, /exact, 200",
    "/exact?query=x, /exact, 200",
    "/exact/, /exact, 200",
    "/exact///, /exact, 200",
    "/exact/below, _UNMATCHED, 404",
    "/Exact, _UNMATCHED, 404",
    "/both, /both, 200",
    "/both/, /both, 200",
    "/both/below, /both/*, 200",
    "/prefix, /prefix/*, 200",
    "/prefix/, /prefix/*, 200",
    "/prefix/a/b/c, /prefix/*, 200",
    "/prefixed, _UNMATCHED, 404",
    "/nothing, _UNMATCHED, 404",
  })
  void aPathHandlerGivesTheExactPathOrThePrefix(String path, String route, int status)
      throws Exception {
    expect(tree, "GET", path, route, status);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/items/7, /api/items/{id}, 200",
    "GET, /api/items/7/, /api/items/{id}, 200",
    "POST, /api/items, /api/items, 200",
    "GET, /api/files/a/b, /api/files/*, 200",
    "GET, /api/absent/1, /api/absent/{id}, 404",
    "GET, /api/nothing, /api/*, 404",
    "GET, /api/items/7/8, /api/*, 404",
    "DELETE, /api/items/7, /api/*, 405",
    "GET, /templates/a/1, /templates/a/{b}, 200",
    "GET, /templates/b, /templates/*, 404",
  })
  void aTemplateStandsBehindThePrefixOfItsHandler(
      String method, String path, String route, int status) throws Exception {
    expect(tree, method, path, route, status);
  }

  @ParameterizedTest
  @CsvSource({
    "/nested/here, /nested/here, 200",
    "/nested/none, /nested/*, 404",
    "/nested/inner/none, /nested/inner/*, 404",
    "/nested/inner/routed/none, /nested/inner/routed/*, 404",
    "/nested/inner/routed/leaf/1, /nested/inner/routed/leaf/{x}, 200",
    "/mixed/1/plain, /mixed/{any}/plain, 200",
    "/mixed/here/deep, /mixed/here/deep, 200",
    "/mixed/there/deep, /mixed/{any}/deep, 404",
    "/mixed/x/deeper/5, /mixed/x/deeper/{last}, 200",
    "/mixed/y/deeper/5, /mixed/{any}/deeper/{more}, 404",
    "/mixed/none, /mixed/*, 404",
  })
  void ofNestedHandlersTheDeepestThatMatchedIsTheRoute(String path, String route, int status)
      throws Exception {
    expect(tree, "GET", path, route, status);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /, /, 200",
    "GET, /items/1, /items/{id}, 200",
    "GET, /files/a/b, /files/*, 200",
    "GET, /absent/1, /absent/{id}, 404",
    "GET, /none, _UNMATCHED, 404",
    "POST, /items/1, _UNMATCHED, 405",
    "PROPFIND, /items/1, _UNMATCHED, 405",
  })
  void anAppOfTemplatesAloneIsUnmatchedWhereNoneFits(
      String method, String path, String route, int status) throws Exception {
    expect(routing, method, path, route, status);
  }

  @ParameterizedTest
  @CsvSource({
    "/, /*, 200",
    "/any/thing, /*, 200",
    "/any?code=201, /*, 201",
    "/any?code=503, /*, 503",
    "/any?code=404, _UNMATCHED, 404",
    "/any?code=405, _UNMATCHED, 405",
  })
  void anAppWithOneHandlerHasOneRoute(String path, String route, int status) throws Exception {
    expect(single, "GET", path, route, status);
  }

  private static void expect(App app, String method, String path, String route, int status)
      throws Exception {
    Scrape before = app.scrapeWhenIdle();
    assertThat(Client.send(method, app.uri(path), "").statusCode()).isEqualTo(status);
    Scrape counted = app.scrapeWhenIdle().since(before);
    String label = method.equals("PROPFIND") ? "_OTHER" : method;
    assertThat(counted.requests(label, route, status)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
    assertThat(counted.observed(label, route)).isEqualTo(1);
    assertThat(counted.value("http_requests_4xx_total", "method", label, "route", route))
        .isEqualTo(status / 100 == 4 ? 1 : 0);
    assertThat(counted.value("http_requests_5xx_total", "method", label, "route", route))
        .isEqualTo(status / 100 == 5 ? 1 : 0);
  }

  @Test
  void errorCountersExistAtZeroFromTheFirstRequest() throws Exception {
    Client.get(tree.uri("/exact"));
    Scrape scrape = tree.scrapeWhenIdle();
    for (String name : new String[] {"http_requests_4xx_total", "http_requests_5xx_total"}) {
      assertThat(scrape.samples(name, "method", "GET", "route", "/exact"))
          .singleElement()
          .extracting(Scrape.Sample::value)
          .isEqualTo(0.0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/orders/7, /orders/{id}, 200",
    "/orders/7?code=404, /orders/{id}, 404",
    "/orders/new, /orders/new, 200",
    "/orders, /*, 200",
    "/orders/, /*, 200",
    "/orders/7/8, /*, 200",
    "/static/a/b, /static/*, 200",
    "/other, /*, 200",
    "/other?code=404, _UNMATCHED, 404",
  })
  void templatesOfTheSettingsNameTheRoutesOfAnAppThatRoutesByHand(
      String path, String route, int status) throws Exception {
    expect(ByHand.APP, "GET", path, route, status);
  }

  /** Started by the first test that wants it. */
  private static final class ByHand {
    static final App APP =
        App.launch().agent("http.routes=/orders/{id};/orders/new;/static/*").testApp("single");
  }

  @AfterAll
  static void stopByHand() {
    ByHand.APP.close();
  }

  @Test
  void templatesOfTheSettingsReachBehindAPrefixThatTheAppRegistered() throws Exception {
    try (App app = App.launch().agent("http.routes=/prefix/{x}/b /api/{all}").testApp("tree")) {
      expect(app, "GET", "/prefix/1/b", "/prefix/{x}/b", 200);
      expect(app, "GET", "/prefix/1/c", "/prefix/*", 200);
      expect(app, "GET", "/api/none", "/api/{all}", 404);
      expect(app, "GET", "/api/items/1", "/api/items/{id}", 200);
    }
  }

  @Test
  void pastTheLimitTheRouteAloneBecomesOther() throws Exception {
    try (App app = App.launch().agent("http.routes.limit=3").testApp("tree")) {
      for (String known : new String[] {"/exact", "/prefix/x", "/api/items/1"}) {
        Client.get(app.uri(known));
      }
      Client.get(app.uri("/both"));
      Client.get(app.uri("/status?code=503"));
      Client.send("POST", app.uri("/api/items"), "");
      Client.get(app.uri("/nothing"));
      Client.get(app.uri("/exact"));
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "_OTHER", 200)).isEqualTo(1);
      assertThat(scrape.requests("GET", "_OTHER", 503)).isEqualTo(1);
      assertThat(scrape.requests("POST", "_OTHER", 200)).isEqualTo(1);
      assertThat(scrape.requests("GET", "/exact", 200)).isEqualTo(2);
      assertThat(scrape.requests("GET", "/api/items/{id}", 200)).isEqualTo(1);
      assertThat(scrape.requests("GET", "_UNMATCHED", 404)).isEqualTo(1);
      assertThat(scrape.requests()).isEqualTo(8);
      assertThat(scrape.value("pillion_overflow_total", "limit", "http.routes.limit")).isEqualTo(3);
    }
  }

  @Test
  void excludedPathsAreNotRecorded() throws Exception {
    try (App app = App.launch().agent("http.exclude=/exact;/api/*").testApp("tree")) {
      for (String excluded : new String[] {"/exact", "/exact?q=1", "/api/items/1", "/api/none"}) {
        Client.get(app.uri(excluded));
      }
      Client.get(app.uri("/both"));
      Client.get(app.uri("/exact/below"));
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/both", 200)).isEqualTo(1);
      assertThat(scrape.requests("GET", "_UNMATCHED", 404)).isEqualTo(1);
      assertThat(scrape.requests()).isEqualTo(2);
    }
  }
}
