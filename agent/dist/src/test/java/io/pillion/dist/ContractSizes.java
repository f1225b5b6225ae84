package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Body bytes as they were on the wire, without headers and without chunked framing. */
interface ContractSizes extends Contract {
  private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
    return Client.HTTP.send(request.timeout(Client.PATIENCE).build(), BodyHandlers.ofByteArray());
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(shop(path));
  }

  private void expectSizes(String method, String path, int requestBytes, int responseBytes) {
    Scrape counted = counted();
    String[] labels = {"method", method, "route", server().route(method, path)};
    assertThat(counted.value("http_request_size_bytes_count", labels))
        .as(counted.requested())
        .isEqualTo(1);
    assertThat(counted.value("http_request_size_bytes_sum", labels))
        .as("request's body")
        .isEqualTo(requestBytes);
    assertThat(counted.value("http_response_size_bytes_count", labels)).isEqualTo(1);
    assertThat(counted.value("http_response_size_bytes_sum", labels))
        .as("response's body")
        .isEqualTo(responseBytes);
  }

  @ParameterizedTest
  @CsvSource({
    "/size, 0",
    "/size, 1",
    "/size, 5000000",
    "/chunked, 0",
    "/chunked, 1",
    "/chunked, 12345",
    "/gzip, 1000"
  })
  default void aResponseBodyIsCountedAsTheClientReceivedIt(String path, int bytes)
      throws Exception {
    assertThat(send(to(path + "?bytes=" + bytes)).body()).hasSize(bytes);
    expectSizes("GET", path, 0, bytes);
  }

  @Test
  default void aFileIsCountedWhole() throws Exception {
    assertThat(send(to("/files/hello.txt")).body()).hasSize(ContractServer.FILE_BYTES);
    expectSizes("GET", "/files/hello.txt", 0, ContractServer.FILE_BYTES);
  }

  @ParameterizedTest
  @CsvSource({
    "/echo, 1, true, 1",
    "/echo, 1000000, true, 1000000",
    "/echo, 1, false, 1",
    "/echo, 1000000, false, 1000000",
    "/ignore, 3000, true, 2",
    "/ignore, 3000, false, 2",
  })
  default void aRequestBodyIsCountedAsTheServerReadIt(
      String path, int bytes, boolean hasLength, int answer) throws Exception {
    assumeTrue(path.equals("/echo") || server().can(ContractServer.Ability.UNREAD_BODIES));
    byte[] body = new byte[bytes];
    BodyPublisher publisher =
        hasLength
            ? BodyPublishers.ofByteArray(body)
            : BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    assertThat(send(to(path).POST(publisher)).body()).hasSize(answer);
    expectSizes("POST", path, bytes, answer);
  }

  @ParameterizedTest
  @CsvSource({"/size, identity", "/chunked, identity", "/gzip, gzip"})
  default void theAnswerToHeadHasNoBody(String path, String encoding) throws Exception {
    send(
        to(path + "?bytes=5000")
            .header("Accept-Encoding", encoding)
            .method("HEAD", BodyPublishers.noBody()));
    expectSizes("HEAD", path, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  default void answersThatMayHaveNoBodyHaveNone(int status) throws Exception {
    send(to("/status?code=" + status));
    expectSizes("GET", "/status", 0, 0);
  }

  @Test
  default void aCompressedBodyIsCountedCompressed() throws Exception {
    assumeTrue(server().can(ContractServer.Ability.GZIP));
    assumeTrue(server().can(ContractServer.Ability.ENCODED_CHUNKS));
    HttpResponse<byte[]> response =
        send(to("/gzip?bytes=100000").header("Accept-Encoding", "gzip"));
    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    expectSizes("GET", "/gzip", 0, response.body().length);
  }

  @Test
  default void aBodyThatIsSentOnlyAfterA100ContinueIsCounted() throws Exception {
    String head = "POST /shop/echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n";
    try (Wire wire = new Wire(app())) { // the JDK's client may wait for ever
      wire.send(head + "Content-Length: 5\r\n\r\n");
      assertThat(wire.readUntil("\r\n\r\n")).startsWith("HTTP/1.1 100");
      assertThat(wire.send("hello").readAnswers(1)).containsExactly(200);
    }
    expectSizes("POST", "/echo", 5, 5);
    expectOne("POST", "/echo", 200);
  }
}
