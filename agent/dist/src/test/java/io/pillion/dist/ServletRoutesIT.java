package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code http.routes} on an app of servlets: the path as it was when the request began decides,
 * whatever error pages and forwards make of it.
 */
class ServletRoutesIT {
  @TempDir static Path classes;
  private static App plain;
  private static App withErrorPage;

  @BeforeAll
  static void start() throws Exception {
    List<File> libraries = ClassPath.resolve("io.undertow:undertow-servlet:2.3.18.Final");
    Sources.compile("servlet", libraries, classes);
    plain = launch(libraries, "plain");
    withErrorPage = launch(libraries, "error-page");
  }

  private static App launch(List<File> libraries, String kind) {
    return App.launch()
        .agent("http.routes=/shop/items/{id};/shop/old/{id}")
        .command("-cp", ClassPath.of(classes, libraries), "ServletApp", kind)
        .start()
        .awaitListening();
  }

  @AfterAll
  static void stop() {
    plain.close();
    withErrorPage.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/shop/items/7, 200, /shop/items/{id}",
    "/shop/items/404, 404, /shop/items/{id}",
    "/shop/items/500, 500, /shop/items/{id}",
    "/shop/old/1, 200, /shop/old/{id}",
    "/shop/other, 404, _UNMATCHED",
    "/nowhere, 404, _UNMATCHED",
  })
  void theTemplateThatFitsWhatTheClientAskedFor(String path, int status, String route)
      throws Exception {
    expect(plain, path, status, route);
  }

  @ParameterizedTest
  @CsvSource({
    "/shop/items/404, 404, /shop/items/{id}",
    "/shop/items/500, 500, /shop/items/{id}",
    "/shop/error, 200, /shop/error",
  })
  void alsoWhereAnErrorPageAnswers(String path, int status, String route) throws Exception {
    expect(withErrorPage, path, status, route);
  }

  private static void expect(App app, String path, int status, String route) throws Exception {
    Scrape before = app.scrapeWhenIdle();
    assertThat(Client.get(app.uri(path)).statusCode()).isEqualTo(status);
    Scrape counted = app.scrapeWhen(scrape -> scrape.since(before).requests() > 0).since(before);
    assertThat(counted.requests("GET", route, status)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
    String explained = Client.get(app.agent().resolve("-/explain?path=" + path)).body();
    assertThat(explained.lines().filter(line -> line.startsWith("route")).findFirst().orElse(""))
        .as(explained)
        .startsWith("route   " + route);
  }
}
