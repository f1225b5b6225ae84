package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the agent answers to "why?": {@code /-/explain}, {@code /-/config} and the like. */
class AnswersIT {
  private static final String SETTINGS =
      "labels=team=blue,http.routes=/api/hand/{id};/_/{id},"
          + "http.exclude=/status;/internal/*,http.routes.limit=many";

  private static App app;

  @BeforeAll
  static void start() throws Exception {
    app = App.launch().agent(SETTINGS).options("-Dpillion.naming=prometheus").testApp("tree");
    Client.get(app.uri("/api/items/7"));
    Client.get(app.uri("/api/items/8"));
    Client.send("DELETE", app.uri("/api/items/7"), "");
    Client.get(app.uri("/api/hand/1"));
    Client.get(app.uri("/nothing/1"));
    app.scrapeWhenIdle();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static HttpResponse<String> ask(App of, String question)
      throws IOException, InterruptedException {
    return Client.get(of.agent().resolve("/-/" + question));
  }

  private static String answer(String question) throws IOException, InterruptedException {
    HttpResponse<String> response = ask(app, question);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    return response.body();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /api/items/7?page=2 | /api/items/{id} | matched the prefix /api, then the template"
            + " /items/{id} | {method=\"GET\",route=\"/api/items/{id}\",status=\"200\"} 2",
        "get | /api/items/99/ | /api/items/{id} | then the template /items/{id} |"
            + " {method=\"GET\",route=\"/api/items/{id}\",status=\"200\"} 2",
        "DELETE | /api/items/7 | /api/* | matched the prefix /api and no more |"
            + " {method=\"DELETE\",route=\"/api/*\",status=\"405\"} 1",
        "PUT | /api/items/7 | /api/items/{id} | the template /items/{id} | no PUT so far",
        "BREW | /api/items/7 | /api/items/{id} | the template /items/{id} | no _OTHER so far",
        "GET | /api/hand/2 | /api/hand/{id} | http.routes has it (agent argument http.routes) |"
            + " {method=\"GET\",route=\"/api/hand/{id}\",status=\"404\"} 1",
        "GET | /_/2 | /_/{id} | http.routes has it | no GET so far",
        "GET | /nothing/2 | _UNMATCHED | none of the app's routing |"
            + " {method=\"GET\",route=\"_UNMATCHED\",status=\"404\"} 1",
        "GET | /status | none | http.exclude has /status (agent argument http.exclude) | take it"
            + " out of http.exclude",
        "GET | /internal/x | none | http.exclude has /internal/* | take it out of http.exclude",
      })
  void aRouteIsExplained(String method, String path, String route, String why, String seen)
      throws Exception {
    String said = answer("explain?method=" + method + "&path=" + encoded(path));
    assertThat(said).containsPattern("(?m)^route +" + Pattern.quote(route));
    assertThat(said).contains(why).contains(seen);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Test
  void whereNothingMatchesATemplateIsProposed() throws Exception {
    assertThat(answer("explain?path=/nothing/2")).contains("http.routes=/nothing/{id} would");
  }

  @ParameterizedTest
  @CsvSource({
    "explain, no path is given",
    "explain?method=GET, no path is given",
    "explain?path=items, path must begin with /",
    "explain?path=/a%0Aroute, path must begin with / and have no control characters",
  })
  void aQuestionThatCannotBeAnsweredSaysHowToAsk(String question, String said) throws Exception {
    HttpResponse<String> response = ask(app, question);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .startsWith(said)
        .contains("ask for a route as in /-/explain?method=GET&path=/items/7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "enabled           true  (default)",
        "host              127.0.0.1  (agent argument host)",
        "naming            prometheus  (system property pillion.naming)",
        "labels            team=blue  (agent argument labels)",
        "config            none  (default)",
        "http.routes.limit 500  (default, because agent argument http.routes.limit cannot be used)",
      })
  void everySettingIsShownWithItsSource(String line) throws Exception {
    String spaces = line.replaceFirst("^(\\S+) +", "$1 ");
    assertThat(answer("config").lines().map(shown -> shown.replaceFirst("^(\\S+) +", "$1 ")))
        .contains(spaces);
  }

  @Test
  void itIsToldWhatIsWoven() throws Exception {
    assertThat(answer("instrumentation"))
        .contains("undertow in a class loader of ")
        .contains(" is watched\n")
        .contains("  woven       io.undertow.server.Connectors\n")
        .contains("Faults kept from the app\n  none\n");
  }

  @Test
  void itIsToldWhatWasLeftAloneAndWhy(@TempDir Path folder) throws Exception {
    Sources.compile("unweavable-undertow", List.of(), folder);
    try (App foreign = App.launch().command("-cp", folder.toString(), "Main").start()) {
      Client.get(foreign.uri("/"));
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(ask(foreign, "instrumentation").body())
                      .contains(" is not watched\n")
                      .containsPattern("left alone +java.lang.IllegalStateException: there is no ")
                      .contains("Faults kept from the app\n  weave  1\n"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ready", "healthy"})
  void anOrchestratorMayAsk(String question) throws Exception {
    assertThat(answer(question)).isEqualTo("Exporter is " + question + ".\n");
  }

  @Test
  void answersFollowTheFileAsItChanges(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("pillion.yaml");
    Files.writeString(
        file,
        """
        http.exclude: [/exact]
        metrics:
          - name: absent_total
            type: counter
            class: shop.Absent
            method: nothing
        """);
    try (App changing = App.launch().agent("config=" + file).testApp("tree")) {
      assertThat(ask(changing, "config").body())
          .contains("http.exclude       /exact  (" + file + " line 1 column 16)");
      assertThat(ask(changing, "instrumentation").body())
          .containsPattern("absent_total .class shop.Absent, method nothing.\\\n +no loaded class");
      Files.writeString(file, "\nhttp.exclude: [/other]");
      changing.awaitErr("(was read again)");
      assertThat(ask(changing, "config").body())
          .contains("http.exclude       /other  (" + file + " line 2 column 16)");
      assertThat(ask(changing, "explain?path=/other").body()).contains("http.exclude has /other");
      assertThat(ask(changing, "instrumentation").body()).doesNotContain("absent_total");
    }
  }
}
