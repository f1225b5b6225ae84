package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request counts once, whatever connection it comes over. */
class ConnectionsIT {
  private static App app;
  private Scrape before;

  @BeforeAll
  static void start() {
    app = App.start("tree");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @BeforeEach
  void look() {
    before = app.scrapeWhenIdle();
  }

  private void expect(String method, String route, int status, int times) {
    Scrape counted = app.scrapeWhenIdle().since(before);
    assertThat(counted.requests(method, route, status)).as(counted.requested()).isEqualTo(times);
    assertThat(counted.requests()).as(counted.requested()).isEqualTo(times);
    assertThat(counted.observed(method, route)).isEqualTo(times);
  }

  @Test
  void requestsThatShareAConnectionAreCountedEach() throws Exception {
    try (Wire wire = new Wire(app)) {
      for (int i = 0; i < 20; i++) {
        wire.send(Wire.request("GET /exact")).readAnswers(1);
      }
    }
    expect("GET", "/exact", 200, 20);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/exact", "/dispatch-task", "/blocking", "/async"})
  void pipelinedRequestsAreCountedEach(String path) throws Exception {
    try (Wire wire = new Wire(app)) {
      wire.send(Wire.request("GET " + path).repeat(50)).readAnswers(50);
    }
    expect("GET", path, 200, 50);
  }

  @Test
  void anHttp10RequestIsCounted() throws Exception {
    try (Wire wire = new Wire(app)) {
      assertThat(wire.send("GET /exact HTTP/1.0\r\n\r\n").readAll()).contains("200 OK");
    }
    expect("GET", "/exact", 200, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 304, 404, 500})
  void anAnswerWithoutABodyOnAConnectionThatClosesKeepsItsStatus(int status) throws Exception {
    try (Wire wire = new Wire(app)) {
      wire.send("GET /status?code=" + status + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
          .readAll();
    }
    expect("GET", "/status", status, 1);
  }

  @Test
  void aHeadRequestIsCountedAsHead() throws Exception {
    Client.send("HEAD", app.uri("/size?bytes=100"), "");
    expect("HEAD", "/size", 200, 1);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 404, 503})
  void anUpgradeToHttp2IsCountedOnceWithTheStatusOfItsAnswer(int status) throws Exception {
    HttpClient fresh = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    HttpRequest request =
        HttpRequest.newBuilder(app.uri("/status?code=" + status)).timeout(Client.PATIENCE).build();
    HttpResponse<String> first = fresh.send(request, BodyHandlers.ofString());
    assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(first.statusCode()).isEqualTo(status);
    expect("GET", "/status", status, 1);
    assertThat(app.scrape().samples("http_requests_total", "status", "101", "route", "/status"))
        .isEmpty();
    fresh.send(request, BodyHandlers.ofString());
    expect("GET", "/status", status, 2);
  }

  @Test
  void anUpgradeToHttp2WithABodyIsCountedOnce() throws Exception {
    HttpClient fresh = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    HttpRequest request =
        HttpRequest.newBuilder(app.uri("/echo"))
            .timeout(Client.PATIENCE)
            .POST(BodyPublishers.ofString("hello"))
            .build();
    assertThat(fresh.send(request, BodyHandlers.ofString()).body()).isEqualTo("5");
    expect("POST", "/echo", 200, 1);
    assertThat(app.scrape().since(before).value("http_request_size_bytes_sum")).isEqualTo(5);
  }

  @Test
  void concurrentStreamsOfOneHttp2ConnectionAreCountedEach() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(app.uri("/async")).timeout(Client.PATIENCE).build();
    Client.HTTP_2.send(request, BodyHandlers.ofString());
    List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add(Client.HTTP_2.sendAsync(request, BodyHandlers.ofString()));
    }
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }
    expect("GET", "/async", 200, 51);
  }

  @Test
  void http2WithPriorKnowledgeIsCounted() throws Exception {
    try (Http2Wire wire = new Http2Wire(app)) {
      wire.request(1, "GET", "/api/items/1", true);
      wire.awaitEnd(1);
      wire.request(3, "GET", "/api/items/2", true);
      wire.awaitEnd(3);
    }
    expect("GET", "/api/items/{id}", 200, 2);
  }

  @Test
  void ajpIsCounted() throws Exception {
    try (AjpWire wire = new AjpWire(app)) {
      assertThat(wire.exchange(AjpWire.Method.GET, "/api/items/1")).isEqualTo(200);
      assertThat(wire.exchange(AjpWire.Method.HEAD, "/exact")).isEqualTo(200);
      assertThat(wire.exchange(AjpWire.Method.PROPFIND, "/none")).isEqualTo(404);
    }
    Scrape counted = app.scrapeWhenIdle().since(before);
    assertThat(counted.requests("GET", "/api/items/{id}", 200)).isEqualTo(1);
    assertThat(counted.requests("HEAD", "/exact", 200)).isEqualTo(1);
    assertThat(counted.requests("_OTHER", "_UNMATCHED", 404)).isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(3);
  }

  @Test
  void aWebSocketIsCountedAndKeptOutOfTheLatency() throws Exception {
    CompletableFuture<CharSequence> echoed = new CompletableFuture<>();
    WebSocket socket =
        Client.HTTP
            .newWebSocketBuilder()
            .buildAsync(
                URI.create("ws://127.0.0.1:" + app.port() + "/ws"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket from, CharSequence data, boolean last) {
                    echoed.complete(data.toString());
                    return null;
                  }
                })
            .get(20, TimeUnit.SECONDS);
    socket.sendText("hello", true).get(20, TimeUnit.SECONDS);
    assertThat(echoed.get(20, TimeUnit.SECONDS)).isEqualTo("hello");
    socket.abort();
    Scrape counted = app.scrapeWhenIdle().since(before);
    assertThat(counted.requests("GET", "/ws", 101)).isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
    assertThat(counted.observed("GET", "/ws")).isZero();
    assertThat(counted.value("http_requests_4xx_total")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sse", "/sse-silent"})
  void aStreamOfEventsIsCountedAndKeptOutOfTheLatency(String path) throws Exception {
    try (Wire wire = new Wire(app)) {
      wire.send(Wire.request("GET " + path)).readUntil("\r\n\r\n");
      assertThat(app.scrape().value("http_requests_in_flight")).isEqualTo(1);
      app.awaitHeld(1);
      Client.get(app.uri("/release"));
      wire.readAll();
    }
    Scrape counted = app.scrapeWhenIdle().since(before);
    assertThat(counted.requests("GET", path, 200)).as(counted.requested()).isEqualTo(1);
    assertThat(counted.observed("GET", path)).isZero();
  }

  @Test
  void heldRequestsAreInFlightUntilTheyAreAnswered() throws Exception {
    List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
    HttpRequest request = HttpRequest.newBuilder(app.uri("/hold")).timeout(Client.PATIENCE).build();
    for (int i = 0; i < 5; i++) {
      held.add(Client.HTTP.sendAsync(request, BodyHandlers.ofString()));
    }
    app.scrapeWhen(scrape -> scrape.value("http_requests_in_flight") == 5);
    app.awaitHeld(5);
    Client.get(app.uri("/release"));
    for (CompletableFuture<HttpResponse<String>> answer : held) {
      answer.get(20, TimeUnit.SECONDS);
    }
    Scrape counted = app.scrapeWhenIdle().since(before);
    assertThat(counted.requests("GET", "/hold", 200)).isEqualTo(5);
  }
}
