package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An Undertow that is not quite the one that Pillion knows: watched means counted. */
class LaterUndertowIT {
  private static final int REQUESTS = 50;

  @TempDir Path folder;

  private static void askOften(App app) throws Exception {
    for (int i = 0; i < REQUESTS; i++) {
      assertThat(Client.get(app.uri("/exact")).body()).isEqualTo("ok");
    }
  }

  private static void assertIsSeenAndNotWatched(App app, String reason) throws Exception {
    Scrape scrape = app.scrape();
    assertThat(scrape.samples("pillion_instrumented"))
        .singleElement()
        .satisfies(
            sample -> {
              assertThat(sample.labels().get("server")).isEqualTo("undertow");
              assertThat(sample.labels().get("version")).isEqualTo(App.NEWEST_UNDERTOW);
              assertThat(sample.value()).isZero();
            });
    assertThat(scrape.value("http_requests_in_flight")).isZero();
    assertThat(Client.get(app.agent().resolve("-/instrumentation")).body())
        .contains("is not watched", reason);
    assertThat(app.agentLines())
        .filteredOn(line -> line.contains("watched"))
        .singleElement()
        .asString()
        .contains("undertow", reason);
  }

  @Test
  void whatCannotBeLinkedIsSaidAndNotWatched() throws Exception {
    String listeners = "exchangeCompleteListeners";
    try (App app =
        LaterUndertow.start("io/undertow/server/HttpServerExchange", listeners, folder)) {
      assertIsSeenAndNotWatched(app, listeners); // before there was a request
      askOften(app);
      assertIsSeenAndNotWatched(app, listeners);
      assertThat(app.scrape().requests()).isZero();
      assertThat(app.scrape().value("pillion_errors_total")).isEqualTo(1);
      assertThat(app.end()).isZero();
    }
  }

  /** A method of Undertow's public API that only a request would look for. */
  @Test
  void whatFailsToLinkInARequestIsSaidAndNotWatchedFromThenOn() throws Exception {
    String method = "addRequestWrapper";
    try (App app = LaterUndertow.start("io/undertow/server/HttpServerExchange", method, folder)) {
      assertThat(Client.send("POST", app.uri("/ignore-body"), "body").body()).isEqualTo("ok");
      assertIsSeenAndNotWatched(app, method);
      askOften(app);
      assertThat(app.scrape().requests()).isZero();
      assertThat(app.scrape().value("pillion_errors_total")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "server/HttpServerExchange | exchangeCompletionListenersCount | its client had gone",
        "server/HttpServerExchange | isInCall | may stay in memory",
        "server/HttpServerExchange | BUFFERED_REQUEST_DATA | came with an upgrade to HTTP/2",
        "util/PathMatcher | exactPathMatches | a request for a prefix itself",
        "server/protocol/http/HttpServerConnection | responseConduit | over HTTP/1.1",
        "protocols/http2/Http2DataStreamSinkChannel | first | over HTTP/2",
      })
  void withoutADetailEveryRequestIsCountedAllTheSame(String className, String member, String lost)
      throws Exception {
    try (App app = LaterUndertow.start("io/undertow/" + className, member, folder)) {
      askOften(app);
      assertThat(Client.get(app.uri("/prefix/x")).body()).isEqualTo("ok");
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests("GET", "/exact", 200)).as(scrape.requested()).isEqualTo(REQUESTS);
      assertThat(scrape.requests("GET", "/prefix/*", 200)).isEqualTo(1);
      assertThat(scrape.value("pillion_instrumented")).isEqualTo(1);
      assertThat(scrape.value("pillion_errors_total")).as(app.err()).isZero();
      assertThat(details(app))
          .singleElement()
          .asString()
          .contains("without " + member + ": ", lost);
    }
  }

  @Test
  void theUndertowOfTodayLacksNoDetail() throws Exception {
    try (App app = App.start("tree")) {
      askOften(app);
      assertThat(details(app)).isEmpty();
    }
  }

  /** What the page says that is not to be had of the server. */
  private static List<String> details(App app) throws Exception {
    String page = Client.get(app.agent().resolve("-/instrumentation")).body();
    assertThat(page).contains("undertow", "is watched");
    return page.lines().filter(line -> line.contains("without ")).toList();
  }
}
