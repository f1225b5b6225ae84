package io.pillion.dist;

import static io.pillion.dist.Browser.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** Who can use the live page, and what it can reach. */
class LivePageAccessIT {
  private static App app;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    app = App.start("tree");
    for (String target : List.of("/exact", "/status?code=404", "/status?code=503", "/throw")) {
      Client.get(app.uri(target));
    }
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (app != null) {
      app.close();
    }
  }

  private static void open() {
    browser.open(app.agent().resolve("/?every=0.2"));
    eventually(() -> assertThat(browser.text("#state")).isEqualTo("Live"));
  }

  @Test
  void everythingCanBeDoneByKeyboard() throws Exception {
    open();
    browser.press(Keys.TAB);
    assertThat(browser.run("return document.activeElement.textContent"))
        .isEqualTo("Skip to the routes");

    browser.tabTo("#pause");
    browser.press(Keys.SPACE);
    assertThat(browser.text("#state")).startsWith("Paused at");
    String total = browser.text("#total");
    Client.get(app.uri("/exact"));
    assertThat(browser.text("#total")).isEqualTo(total);
    browser.press(Keys.SPACE);
    eventually(() -> assertThat(browser.text("#total")).isNotEqualTo(total));

    browser.tabTo("#window input");
    browser.press(Keys.ARROW_RIGHT);
    assertThat(browser.text("#window label:has(:checked)")).isEqualTo("5 min");

    browser.tabTo("#filter");
    browser.press("exact");
    assertThat(browser.texts("#routes tbody th")).containsExactly("/exact");
    browser.press(Keys.ESCAPE);
    assertThat(browser.texts("#routes tbody th")).hasSize(3);

    browser.tabTo("#routes th:nth-child(2) button");
    browser.press(Keys.ENTER);
    assertThat(browser.count("#routes th[aria-sort=ascending]:nth-child(2)")).isEqualTo(1);
    assertThat(browser.texts("#routes tbody th")).containsExactly("/exact", "/status", "/throw");

    browser.tabTo("#routes tbody button");
    browser.press(Keys.ENTER);
    assertThat(browser.count("#routes .detail .panel")).isEqualTo(3);
    eventually(() -> assertThat(browser.text(".statuses")).contains("200: 2"));
    assertThat(browser.run("return document.activeElement.ariaExpanded")).isEqualTo("true");
    browser.press(Keys.ENTER);
    assertThat(browser.count("#routes .detail")).isZero();
  }

  @ParameterizedTest
  @CsvSource({"light, 1280", "dark, 1280", "light, 375", "dark, 360"})
  void axeFindsNothingSerious(String theme, int width) throws Exception {
    browser.prefer(theme);
    browser.viewport(width, 900);
    open();
    browser.run("document.querySelector('#routes tbody button').click()");
    eventually(() -> assertThat(browser.count(".detail svg .line")).isPositive());
    assertThat(browser.graveFaults()).isEmpty();
    assertThat((Long) browser.run("return document.documentElement.scrollWidth"))
        .as("nothing is cut off at the right")
        .isLessThanOrEqualTo(width);
  }

  @Test
  void everyChartIsToldInWords() {
    open();
    List<String> told =
        ((List<?>)
                browser.run(
                    "return [...document.querySelectorAll('svg[role=img]')]"
                        + ".map((chart) => chart.getAttribute('aria-label'))"))
            .stream().map(String::valueOf).toList();
    assertThat(told)
        .hasSize(8)
        .allMatch(words -> words.matches("[A-Z][\\w ]+, last 2 minutes\\. .*\\."))
        .anyMatch(words -> words.startsWith("Errors, last 2 minutes. 5xx: "));
  }

  @Test
  void noOtherHostIsAskedAndNothingIsSaidInTheConsole() {
    browser.requested();
    browser.console();
    open();
    assertThat(browser.requested())
        .isNotEmpty()
        .allMatch(url -> url.startsWith(app.agent().toString()))
        .anyMatch(url -> url.endsWith("/metrics"))
        .anyMatch(url -> url.endsWith("/page/main.js"));
    assertThat(browser.console()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/page/main.js", "/page/page.css", "/page/icon.svg"})
  void aFileIsSentOnceAndRunsNothingButThePagesOwn(String path) throws Exception {
    HttpResponse<String> first = Client.get(app.agent().resolve(path));
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none';")
        .doesNotContain("unsafe");
    assertThat(first.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again = Client.get(app.agent().resolve(path), "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  /** {@code htpasswd -nbBC 4 "" secret}. */
  private static final String SECRET =
      "$2y$04$VcVNACvumlbGJ6xnm8G.K.FUGIlIUmB.z/ric7SBS.qPcjoSzVNa.";

  @Test
  void thePageWorksOverTlsWithAPasswordAndSaysWhenItIsRefused(@TempDir Path folder)
      throws Exception {
    Certificate.make(folder, "server");
    String tls = "tls_server_config: {cert_file: server.crt, key_file: server.key}\n";
    Path file = folder.resolve("web.yml");
    Files.writeString(file, tls + "basic_auth_users: {alice: " + SECRET + "}\n");
    try (App closed = App.launch().agent("web.config=" + file).testApp("tree")) {
      URI agent = closed.agent();
      browser.open(URI.create("https://alice:secret@127.0.0.1:" + agent.getPort() + "/?every=0.2"));
      eventually(() -> assertThat(browser.text("#state")).isEqualTo("Live"));
      Files.writeString(file, tls + "basic_auth_users: {bob: " + SECRET + "}\n");
      eventually(() -> assertThat(browser.text("body")).contains("wants a name and a password"));
    }
  }
}
