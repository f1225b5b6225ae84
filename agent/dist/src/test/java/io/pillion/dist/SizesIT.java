package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Body bytes as they were on the wire, where Undertow has ways of its own or HTTP/2 differs; of
 * every server {@link ContractSizes} asks.
 */
class SizesIT {
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

  private void expect(String method, String route, int requestBytes, int responseBytes) {
    Scrape counted = app.scrapeWhenIdle().since(before);
    String[] labels = {"method", method, "route", route};
    assertThat(counted.value("http_request_size_bytes_sum", labels)).isEqualTo(requestBytes);
    assertThat(counted.value("http_request_size_bytes_count", labels)).isEqualTo(1);
    assertThat(counted.value("http_response_size_bytes_sum", labels)).isEqualTo(responseBytes);
    assertThat(counted.value("http_response_size_bytes_count", labels)).isEqualTo(1);
  }

  private static HttpResponse<byte[]> send(HttpClient client, HttpRequest.Builder request)
      throws Exception {
    return client.send(request.timeout(Client.PATIENCE).build(), BodyHandlers.ofByteArray());
  }

  private static HttpClient client(String version) {
    return version.equals("HTTP/2") ? Client.HTTP_2 : Client.HTTP;
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, /size, 20000000",
    "HTTP/2, /size, 1",
    "HTTP/2, /size, 5000000",
    "HTTP/2, /chunked, 12345",
  })
  void aResponseBodyIsCountedAsTheClientReceivedIt(String version, String path, int bytes)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(app.uri(path + "?bytes=" + bytes));
    assertThat(send(client(version), request).body()).hasSize(bytes);
    expect("GET", path, 0, bytes);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, /echo, 1, true",
    "HTTP/1.1, /echo, 5000000, true",
    "HTTP/1.1, /echo, 1, false",
    "HTTP/1.1, /echo, 5000000, false",
    "HTTP/1.1, /receive, 100000, true",
    "HTTP/1.1, /receive, 100000, false",
    "HTTP/2, /echo, 5000000, true",
    "HTTP/2, /echo, 5000000, false",
    "HTTP/2, /receive, 100000, false",
  })
  void aRequestBodyIsCountedAsTheServerReadIt(
      String version, String path, int bytes, boolean hasLength) throws Exception {
    byte[] body = new byte[bytes];
    HttpRequest.Builder request = HttpRequest.newBuilder(app.uri(path)).POST(body(body, hasLength));
    String answer = String.valueOf(bytes);
    assertThat(send(client(version), request).body()).asString().isEqualTo(answer);
    expect("POST", path, bytes, answer.length());
  }

  private static BodyPublisher body(byte[] bytes, boolean hasLength) {
    return hasLength
        ? BodyPublishers.ofByteArray(bytes)
        : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1, 3000, true",
    "HTTP/1.1, 3000, false",
    "HTTP/1.1, 300000, true",
    "HTTP/1.1, 300000, false",
    "HTTP/2, 3000, true",
    "HTTP/2, 3000, false",
  })
  void aRequestBodyThatTheHandlerIgnoresIsCounted(String version, int bytes, boolean hasLength)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(app.uri("/ignore-body"));
    send(client(version), request.POST(body(new byte[bytes], hasLength)));
    expect("POST", "/ignore-body", bytes, 2);
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aRequestBodyThatTheHandlerPutsIntoAFileIsCounted(boolean hasLength) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(app.uri("/to-file"));
    HttpResponse<byte[]> answer =
        send(Client.HTTP, request.POST(body(new byte[300_000], hasLength)));
    assertThat(answer.body()).asString().isEqualTo("300000");
    expect("POST", "/to-file", 300_000, 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/size", "/chunked"})
  void theAnswerToHeadOfHttp2HasNoBody(String path) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(app.uri(path + "?bytes=5000"))
            .method("HEAD", BodyPublishers.noBody());
    send(Client.HTTP_2, request);
    expect("HEAD", path, 0, 0);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/2, /gzip, 100000",
    "HTTP/1.1, /gzip-chunked, 100000",
    "HTTP/1.1, /gzip, 1",
  })
  void aCompressedBodyIsCountedCompressed(String version, String path, int bytes) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(app.uri(path + "?bytes=" + bytes)).header("Accept-Encoding", "gzip");
    HttpResponse<byte[]> response = send(client(version), request);
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    expect("GET", path, 0, response.body().length);
  }
}
