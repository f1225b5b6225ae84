package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that go away: before a response was begun it is 499, after that what was sent; and
 * nothing stays in flight.
 */
@ParameterizedClass
@ValueSource(strings = {"1.4.28.Final", "2.2.41.Final", "2.4.4.Final"})
class VanishingClientsIT {
  @Parameter private String undertow;
  private App app;
  private Scrape before;

  @BeforeEach
  void look() {
    app = Apps.of(undertow);
    before = app.scrapeWhenIdle();
  }

  /** One app of each version, for all tests; they end with the JVM of the tests. */
  private static final class Apps {
    private static final Map<String, App> APPS = new ConcurrentHashMap<>();

    static App of(String undertow) {
      return APPS.computeIfAbsent(undertow, v -> App.launch().undertow(v).testApp("tree"));
    }
  }

  @AfterEach
  void theAppIsWellAndNothingIsInFlight() throws Exception {
    assertThat(Client.get(app.uri("/exact")).statusCode()).isEqualTo(200);
    assertThat(app.scrapeWhenIdle().value("pillion_errors_total")).isZero();
  }

  private void expect(String method, String route, int status) {
    Scrape counted =
        app.scrapeWhen(
                scrape ->
                    scrape.since(before).value("http_requests_total", "route", route) > 0
                        && scrape.value("http_requests_in_flight") == 0)
            .since(before);
    assertThat(counted.requests(method, route, status)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.value("http_requests_total", "route", route)).isEqualTo(1);
    assertThat(counted.value("http_requests_4xx_total", "method", method, "route", route))
        .isEqualTo(status == 499 ? 1 : 0);
    assertThat(counted.value("http_requests_5xx_total", "route", route)).isZero();
  }

  @Test
  void aResetWhileTheAnswerIsAwaitedIs499() throws Exception {
    try (Wire wire = new Wire(app)) {
      wire.send(Wire.request("GET /hold"));
      app.awaitHeld(1);
      wire.reset();
    }
    Client.get(app.uri("/release"));
    expect("GET", "/hold", 499);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/echo", "/receive"})
  void aResetDuringTheUploadIs499(String path) throws Exception {
    try (Wire wire = new Wire(app)) {
      wire.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nhalf");
      app.scrapeWhen(scrape -> scrape.value("http_requests_in_flight") == 1);
      wire.reset();
    }
    expect("POST", path, 499);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/echo", "/receive"})
  void aCloseDuringTheUploadIs499(String path) throws Exception {
    try (Wire wire = new Wire(app)) {
      wire.send("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\nhalf");
      app.scrapeWhen(scrape -> scrape.value("http_requests_in_flight") == 1);
    }
    expect("POST", path, 499);
  }

  @Test
  void aCloseDuringAChunkedUploadIs499() throws Exception {
    try (Wire wire = new Wire(app)) {
      wire.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf");
      app.scrapeWhen(scrape -> scrape.value("http_requests_in_flight") == 1);
    }
    expect("POST", "/echo", 499);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5000})
  void aClientThatLeavesAfterTheResponseWasBegunKeepsItsStatus(int bytes) throws Exception {
    try (Wire wire = new Wire(app)) {
      wire.send(Wire.request("GET /begin-and-hold?bytes=" + bytes)).readUntil("\r\n\r\n");
      app.awaitHeld(1);
      wire.reset();
    }
    Client.get(app.uri("/release"));
    expect("GET", "/begin-and-hold", 200);
  }

  @Test
  void aClientThatLeavesInTheMiddleOfALargeBodyKeepsItsStatus() throws Exception {
    try (Wire wire = new Wire(app)) {
      wire.send(Wire.request("GET /slow-body?bytes=500000000")).readUntil("\r\n\r\n");
      wire.reset();
    }
    expect("GET", "/slow-body", 200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sse", "/sse-silent"})
  void aClientThatLeavesAStreamOfEventsKeepsItsStatus(String path) throws Exception {
    try (Wire wire = new Wire(app)) {
      wire.send(Wire.request("GET " + path)).readUntil("\r\n\r\n");
      app.awaitHeld(1);
      wire.reset();
    }
    Client.get(app.uri("/release"));
    expect("GET", path, 200);
  }

  @Test
  void aStreamOfHttp2ThatIsCancelledWhileTheAnswerIsAwaitedIs499() throws Exception {
    try (Http2Wire wire = new Http2Wire(app)) {
      wire.request(1, "GET", "/hold", true);
      app.awaitHeld(1);
      wire.cancel(1);
      wire.request(3, "GET", "/exact", true);
      wire.awaitEnd(3); // by then the cancellation has been read
      Client.get(app.uri("/release"));
      expect("GET", "/hold", 499);
    }
  }

  @Test
  void aConnectionOfHttp2ThatIsResetWhileTheAnswerIsAwaitedIs499() throws Exception {
    try (Http2Wire wire = new Http2Wire(app)) {
      wire.request(1, "GET", "/hold", true);
      app.awaitHeld(1);
      wire.reset();
    }
    Client.get(app.uri("/release"));
    expect("GET", "/hold", 499);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/echo", "/receive"})
  void aStreamOfHttp2ThatIsCancelledDuringTheUploadIs499(String path) throws Exception {
    try (Http2Wire wire = new Http2Wire(app)) {
      wire.request(1, "POST", path, false);
      wire.body(1, new byte[100], false);
      app.scrapeWhen(scrape -> scrape.value("http_requests_in_flight") == 1);
      wire.cancel(1);
      expect("POST", path, 499);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 5000})
  void aStreamOfHttp2ThatIsCancelledAfterTheResponseWasBegunKeepsItsStatus(int bytes)
      throws Exception {
    try (Http2Wire wire = new Http2Wire(app)) {
      wire.request(1, "GET", "/begin-and-hold?bytes=" + bytes, true);
      wire.awaitHeaders(1);
      app.awaitHeld(1);
      wire.cancel(1);
      wire.request(3, "GET", "/exact", true);
      wire.awaitEnd(3);
      Client.get(app.uri("/release"));
      expect("GET", "/begin-and-hold", 200);
    }
  }

  @Test
  void aCancelledFutureOfTheJdksHttp2ClientIs499() throws Exception {
    Client.HTTP_2.send(
        HttpRequest.newBuilder(app.uri("/exact")).timeout(Client.PATIENCE).build(),
        BodyHandlers.ofString());
    HttpRequest request = HttpRequest.newBuilder(app.uri("/hold")).timeout(Client.PATIENCE).build();
    CompletableFuture<HttpResponse<String>> answer =
        Client.HTTP_2.sendAsync(request, BodyHandlers.ofString());
    app.awaitHeld(1);
    answer.cancel(true);
    Client.HTTP_2.send(
        HttpRequest.newBuilder(app.uri("/exact")).timeout(Client.PATIENCE).build(),
        BodyHandlers.ofString());
    Client.get(app.uri("/release"));
    expect("GET", "/hold", 499);
  }
}
