package io.pillion.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.demo.Client.Answer;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTest {

  @TempDir Path directory;
  private RunningApp app;
  private Client client;

  @BeforeEach
  void start() {
    app = RunningApp.start(directory.resolve("checkpoint.json"));
    client = app.client();
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void eachVisitAddsOne() {
    assertThat(client.get("/")).isEqualTo(Answer.ok("{\"counter\":1}"));
    assertThat(client.get("/?any=query")).isEqualTo(Answer.ok("{\"counter\":2}"));
  }

  @Test
  void noVisitIsLostAmongParallelOnes() {
    List<String> expected =
        IntStream.rangeClosed(1, 4_000).mapToObj(n -> "{\"counter\":" + n + "}").toList();
    assertThat(inParallel(4_000, (visitor, n) -> visitor.get("/").body()))
        .containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void isHealthy() {
    assertThat(client.get("/healthz")).isEqualTo(Answer.ok("{\"status\":\"ok\"}"));
  }

  @Test
  void namedCountersCountOnTheirOwn() {
    client.post("/counters/pears");
    assertThat(client.post("/counters/apples"))
        .isEqualTo(Answer.ok("{\"name\":\"apples\",\"counter\":1}"));
    assertThat(client.post("/counters/apples"))
        .isEqualTo(Answer.ok("{\"name\":\"apples\",\"counter\":2}"));
    assertThat(client.get("/counters/apples?name=pears"))
        .isEqualTo(Answer.ok("{\"name\":\"apples\",\"counter\":2}"));
  }

  @Test
  void anUnknownCounterIsNotFoundAndNotMade() {
    for (int i = 0; i < 2; i++) {
      assertThat(client.get("/counters/plums"))
          .isEqualTo(new Answer(404, "{\"error\":\"there is no counter plums\"}"));
    }
    assertThat(client.post("/counters/").status()).isEqualTo(404);
  }

  @Test
  void aCountersNameIsEscapedInTheAnswer() {
    assertThat(client.post("/counters/%22%0A%C3%A4"))
        .isEqualTo(Answer.ok("{\"name\":\"\\\"\\nä\",\"counter\":1}"));
  }

  @Test
  void beyondAThousandNamesOnlyKnownOnesGoOn() {
    List<Integer> statuses =
        inParallel(1_100, (visitor, n) -> visitor.post("/counters/" + n).status());
    assertThat(statuses).filteredOn(status -> status == 200).hasSize(1_000);
    assertThat(statuses).filteredOn(status -> status == 429).hasSize(100);
    client.post("/counters/one-too-many");
    assertThat(client.get("/counters/one-too-many").status()).isEqualTo(404);
    assertThat(client.post("/counters/" + statuses.indexOf(200)).body()).endsWith("\"counter\":2}");
  }

  @ParameterizedTest
  @CsvSource({"/slow?ms=60, 60", "/slow?ms=0, 0", "/slow, 250"})
  void slowAnswersInTheEnd(String path, int millis) {
    assertThat(client.get(path)).isEqualTo(Answer.ok("{\"ms\":" + millis + "}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "", "soon", "1.5", "%2B5", "30001", "99999999999", "%D9%A2"})
  void slowRefusesABadTime(String ms) {
    Answer answer = client.get("/slow?ms=" + ms);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body())
        .startsWith("{\"error\":\"ms=")
        .endsWith(" is not valid, allowed: a whole number from 0 to 30000\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nope", "/counters", "/counters/a/b", "/healthz/", "//"})
  void anUnknownPathIsNotFound(String path) {
    assertThat(client.get(path)).isEqualTo(new Answer(404, "{\"error\":\"Not Found\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /, 'GET, HEAD'",
    "GET, /checkpoint, POST",
    "HEAD, /restore, POST",
    "DELETE, /counters/apples, 'GET, HEAD, POST'",
    "OPTIONS, /random, 'GET, HEAD'",
    "BREW, /healthz, 'GET, HEAD'"
  })
  void aWrongMethodIsToldTheRightOnes(String method, String path, String allowed) {
    HttpResponse<String> response = client.send(method, path);
    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
  }

  @Test
  void headHasTheHeadersOfGetAndNoBody() {
    HttpResponse<String> response = client.send("HEAD", "/healthz");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Length")).hasValue("15");
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /",
    "POST, /checkpoint",
    "POST, /restore",
    "GET, /counters/x",
    "GET, /slow?ms=x",
    "GET, /slow?ms=1",
    "GET, /nope",
    "PUT, /"
  })
  void everyAnswerIsJson(String method, String path) {
    assertThat(client.send(method, path).headers().firstValue("Content-Type"))
        .hasValue("application/json");
  }

  @ParameterizedTest
  @EnumSource
  void speaksBothVersionsOfHttpInClearText(HttpClient.Version version) {
    Client other = new Client(client.port(), HttpClient.newBuilder().version(version).build());
    assertThat(other.send("GET", "/healthz").statusCode()).isEqualTo(200);
    for (String path : List.of("/", "/slow?ms=10", "/random")) {
      assertThat(other.send("GET", path).version()).isEqualTo(version);
    }
    assertThat(other.post("/checkpoint"))
        .isEqualTo(Answer.ok("{\"counter\":1,\"status\":\"checkpoint saved\"}"));
  }

  /** By several connections: requests of one are handled by one I/O thread, one by one. */
  private <T> List<T> inParallel(int times, BiFunction<Client, Integer, T> call) {
    List<Client> visitors =
        IntStream.range(0, 4).mapToObj(any -> Client.to(client.port())).toList();
    return IntStream.range(0, times)
        .parallel()
        .mapToObj(n -> call.apply(visitors.get(n % visitors.size()), n))
        .toList();
  }
}
