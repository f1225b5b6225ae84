package io.pillion.dist;

import static io.pillion.dist.Browser.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** What the live page shows of an app, in a real browser. */
class LivePageIT {
  private static final String STATE = "#state";
  private static final String TOTAL = "#total";
  private static final Duration TRAFFIC = Duration.ofSeconds(1);

  private static Browser browser;

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    browser = Browser.start();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void saysNothingInTheConsole() {
    // the browser's own word for a request that had no answer, in the test that wants none
    assertThat(browser.console()).filteredOn(line -> !line.contains("ERR_CONNECTION")).isEmpty();
  }

  /** Opens the page, and waits until it has a second scrape to compare with. */
  private static void openLive(App app, String every) {
    browser.open(app.agent().resolve("/?every=" + every));
    eventually(() -> assertThat(browser.text(STATE)).isEqualTo("Live"));
  }

  private static void send(App app, int times, String target) throws Exception {
    for (int i = 0; i < times; i++) {
      Client.get(app.uri(target));
    }
  }

  /** The cells of a route's row, by the names of their columns. */
  private static Map<?, ?> row(String method, String route) {
    return (Map<?, ?>)
        browser.run(
            """
            const names = [...document.querySelectorAll('#routes thead th')];
            for (const row of document.querySelectorAll('#routes tbody tr:not(.detail)')) {
              const cells = [...row.children].map((cell) => cell.textContent);
              const byName = Object.fromEntries(names.map((name, i) => [name.textContent, cells[i]]));
              if (byName.Method === arguments[0] && byName.Route === arguments[1]) return byName;
            }
            return {};
            """,
            method,
            route);
  }

  /** A number above a chart. */
  private static String figure(String panel, String name) {
    return (String)
        browser.run(
            """
            for (const panel of document.querySelectorAll('main > section .panel')) {
              if (panel.querySelector('h3').firstChild.data !== arguments[0]) continue;
              for (const each of panel.querySelectorAll('dl div')) {
                if (each.querySelector('dt').textContent === arguments[1])
                  return each.querySelector('dd').textContent;
              }
            }
            return null;
            """,
            panel,
            name);
  }

  private static double number(Object text) {
    return Double.parseDouble(((String) text).replace(" %", "").replace(",", ""));
  }

  private static String sinceStart(int requests) {
    return String.format(Locale.ROOT, "%,d since start", requests);
  }

  @Test
  void theNumbersAreThoseOfTheTraffic() throws Exception {
    try (App app = App.start("tree")) {
      long beforeFirstPoll = System.nanoTime();
      openLive(app, "0.2");
      long afterFirstPoll = System.nanoTime();
      int rounds = 0;
      for (; System.nanoTime() - afterFirstPoll < TRAFFIC.toNanos(); rounds++) {
        send(app, 5, "/exact");
        send(app, 2, "/status?code=404");
        send(app, 1, "/status?code=503");
      }
      long afterTraffic = System.nanoTime();
      int requests = 8 * rounds;
      eventually(() -> assertThat(browser.text(TOTAL)).isEqualTo(sinceStart(requests)));
      double rate = number(figure("Traffic", "requests/s"));
      long afterLastPoll = System.nanoTime();

      // the page's first poll was before the one instant, its last one after the other
      assertThat(rate)
          .isBetween(
              requests / ((afterLastPoll - beforeFirstPoll) / 1e9) * 0.99,
              requests / ((afterTraffic - afterFirstPoll) / 1e9) * 1.01);
      assertThat(figure("Errors", "4xx")).isEqualTo("25.0 %");
      assertThat(figure("Errors", "5xx")).isEqualTo("12.5 %");
      assertThat(figure("In flight", "requests")).isEqualTo("0");
      assertThat(browser.text("#routes-shown")).isEqualTo("2");
      Map<?, ?> exact = row("GET", "/exact");
      assertThat(exact).extracting("5xx", "4xx").containsExactly("0 %", "0 %");
      assertThat(number(exact.get("Since start"))).isEqualTo(5 * rounds);
      assertThat(number(exact.get("Per second"))).isCloseTo(rate * 5 / 8, within(rate / 50));
      Map<?, ?> status = row("GET", "/status");
      assertThat(status).extracting("5xx", "4xx").containsExactly("33.3 %", "66.7 %");
      assertThat(number(status.get("Since start"))).isEqualTo(3 * rounds);
      assertThat(number(exact.get("Time")) + number(status.get("Time")))
          .isCloseTo(100, within(0.2));
    }
  }

  @Test
  void anErrorBurstShowsWithinTwoPolls() throws Exception {
    String fetches =
        "const seen = performance.getEntriesByType('resource')"
            + ".filter(({ name }) => name.endsWith('/metrics')).length;";
    try (App app = App.start("tree")) {
      openLive(app, "0.5");
      send(app, 10, "/exact");
      eventually(() -> assertThat(figure("Errors", "5xx")).isEqualTo("0 %"));
      send(app, 10, "/status?code=500");
      long before = (Long) browser.run(fetches + "return seen");
      long shown =
          (Long)
              browser.runAsync(
                  "const figure = document.querySelector('#requests .server-error dd');"
                      + "while (figure.textContent === '0 %')"
                      + "  await new Promise((resolve) => setTimeout(resolve, 5));"
                      + fetches
                      + "return seen");
      assertThat(shown - before).isBetween(0L, 2L);
      assertThat(figure("Errors", "5xx")).isEqualTo("50.0 %");
    }
  }

  @Test
  void anAppThatIsRestartedIsGoneAndComesBack() throws Exception {
    URI agent;
    try (App app = App.start("tree")) {
      agent = app.agent();
      send(app, 30, "/exact");
      openLive(app, "0.2");
      eventually(() -> assertThat(browser.text(TOTAL)).isEqualTo("30 since start"));
    }
    eventually(() -> assertThat(browser.text(STATE)).startsWith("Gone: it does not answer"));
    assertThat(browser.text(TOTAL)).isEqualTo("30 since start");
    assertThat(browser.run("return document.title")).asString().startsWith("Gone");

    String there = "host=127.0.0.1,port=" + agent.getPort();
    try (App app = App.launch().agentArgument(there).testApp("tree")) {
      eventually(() -> assertThat(browser.text(STATE)).isEqualTo("Live"));
      send(app, 3, "/status?code=404");
      eventually(() -> assertThat(browser.text(TOTAL)).isEqualTo("3 since start"));
      assertThat(browser.texts("#routes tbody th")).containsExactly("/status");
      assertThat(figure("Errors", "4xx")).isEqualTo("100 %");
      assertThat(number(figure("Traffic", "requests/s"))).isBetween(0.001, 15.0);
    }
  }

  @ParameterizedTest
  @CsvSource({"prometheus, 0", "otel, 0", "micrometer,"})
  void everyNamingIsRead(String naming, String inFlight) throws Exception {
    try (App app = App.launch().agent("naming=" + naming + ",labels=team=a").testApp("tree")) {
      openLive(app, "0.2");
      for (String target :
          List.of("/exact", "/status?code=404", "/status?code=503", "/throw", "/no-such")) {
        Client.get(app.uri(target));
      }
      eventually(() -> assertThat(browser.text(TOTAL)).isEqualTo("5 since start"));
      assertThat(figure("Errors", "4xx")).isEqualTo("40.0 %");
      assertThat(figure("Errors", "5xx")).isEqualTo("40.0 %");
      assertThat(figure("Latency", "p95")).endsWith("s");
      assertThat(row("GET", "/status").get("Since start")).isEqualTo("2");
      assertThat(browser.text("#about")).contains("team=a");
      assertThat(browser.text("#agent")).contains("undertow " + App.NEWEST_UNDERTOW);
      if (inFlight != null) {
        assertThat(figure("In flight", "requests")).isEqualTo(inFlight);
      } else {
        assertThat(browser.count("#requests .panel[hidden]")).isEqualTo(1);
      }
    }
  }

  @Test
  void aServerThatIsNotCountedIsShown() throws Exception {
    String listeners = "exchangeCompleteListeners";
    try (App app =
        LaterUndertow.start("io/undertow/server/HttpServerExchange", listeners, folder)) {
      openLive(app, "0.2");
      eventually(
          () ->
              assertThat(browser.texts("#agent tbody tr"))
                  .contains(
                      "does not countundertow " + App.NEWEST_UNDERTOW + ": see /-/instrumentation")
                  .noneMatch(row -> row.startsWith("watches")));
    }
  }

  @Test
  void twoThousandRoutesStayUsable() throws Exception {
    String routes =
        IntStream.range(0, 2000)
            .mapToObj("  - /r%04d/{id}"::formatted)
            .collect(Collectors.joining("\n"));
    Path file =
        Files.writeString(
            folder.resolve("routes.yaml"), "http.routes.limit: 3000\nhttp.routes:\n" + routes);
    try (App app = App.launch().agent("config=" + file).testApp("single")) {
      try (Wire wire = new Wire(app)) {
        wire.send(
            IntStream.range(0, 2000)
                .mapToObj(i -> Wire.request("GET /r%04d/7".formatted(i)))
                .collect(Collectors.joining()));
        wire.readAnswers(2000);
      }
      openLive(app, "0.2");
      assertThat(browser.text("#routes-shown")).isEqualTo("50 of 2,000");
      assertThat(browser.count("*")).isLessThan(2000);

      browser.run("document.querySelector('#filter').focus()");
      browser.press("GET 123");
      assertThat(browser.text("#routes-shown")).isEqualTo("12 of 2,000");
      assertThat(browser.texts("#routes tbody th"))
          .contains("/r0123/{id}", "/r1239/{id}")
          .hasSize(12);
      browser.press(Keys.ESCAPE);
      browser.run("document.querySelectorAll('#routes thead button')[1].click()");
      assertThat(browser.texts("#routes tbody th")).hasSize(50).startsWith("/r0000/{id}");
      browser.run("document.querySelector('#more').click()");
      assertThat(browser.texts("#routes tbody th")).hasSize(100).endsWith("/r0099/{id}");
      send(app, 1, "/r1999/7");
      eventually(() -> assertThat(browser.text(TOTAL)).isEqualTo("2,001 since start"));
    }
  }

  @Test
  void whateverTheAppCallsThingsIsText() throws Exception {
    String route = "/<img src=x onerror=alert(1)>/größe\"'&lt/{id}";
    String label = "<b onclick=alert(1)>\"ümlaut\"</b>\\n";
    Path file =
        Files.writeString(
            folder.resolve("hostile.yaml"),
            "labels: {environment: '"
                + label
                + "'}\nhttp.routes: ['"
                + route.replace("'", "''")
                + "']");
    try (App app = App.launch().agent("config=" + file).testApp("single")) {
      openLive(app, "0.2");
      String target = "/%3Cimg%20src=x%20onerror=alert(1)%3E/gr%C3%B6%C3%9Fe%22'&lt/7";
      Client.get(app.uri(target));
      eventually(() -> assertThat(row("GET", route)).isNotEmpty());
      assertThat(browser.text("#about")).endsWith("environment=" + label);
      browser.run("document.querySelector('#routes tbody button').click()");
      assertThat(browser.count("img, b, .detail .panel")).isEqualTo(3);
    }
  }

  @Test
  void theAppsOwnMetricsAreShown() throws Exception {
    String yaml =
        """
        metrics:
          - {name: sales_total, type: counter, class: io.pillion.testapp.Till, method: sell,
             labels: {kind: arg0}}
          - {name: till_euros, type: gauge, class: io.pillion.testapp.Till, method: sell,
             value: return}
          - {name: sale_seconds, type: histogram, class: io.pillion.testapp.Till, method: sell}
        """;
    try (Shop shop = Shop.start(folder, yaml)) {
      browser.open(shop.agent().resolve("/?every=0.2"));
      shop.run("sell <b>tea</b> 3");
      shop.run("sell <b>tea</b> 4");
      eventually(
          () ->
              assertThat(browser.texts("#own tbody th"))
                  .containsExactlyInAnyOrder(
                      "sale_seconds", "sales_total kind=\"<b>tea</b>\"", "till_euros"));
      eventually(
          () ->
              assertThat(browser.texts("#own tbody td:nth-of-type(1)"))
                  .anyMatch(text -> text.startsWith("mean "))
                  .contains("2", "7"));
    }
  }
}
