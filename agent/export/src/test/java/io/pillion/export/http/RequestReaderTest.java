package io.pillion.export.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestReaderTest {
  private static final String HOST = "\r\nHost: a\r\n\r\n";

  private static RequestReader reader(String text) {
    return new RequestReader(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static Request read(String text) throws Exception {
    return reader(text).next(() -> {});
  }

  @Test
  void aRequestHasAMethodAPathAQueryAndHeaders() throws Exception {
    Request request =
        read("GET /a?b=c&d=%20e HTTP/1.1\r\nHost: x:1\r\naccept: text/plain\r\nAccept:  *\r\n\r\n");
    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.path()).isEqualTo("/a");
    assertThat(request.query()).isEqualTo("b=c&d=%20e");
    assertThat(request.parameter("d")).isEqualTo(" e");
    assertThat(request.parameter("x")).isNull();
    assertThat(request.header("host")).isEqualTo("x:1");
    assertThat(request.headers("ACCEPT")).containsExactly("text/plain", "*");
  }

  @Test
  void requestsAreReadOneAfterTheOther() throws Exception {
    RequestReader reader = reader("\r\n\nGET /1 HTTP/1.1" + HOST + "GET /2 HTTP/1.0\n\n");
    assertThat(reader.next(() -> {}).path()).isEqualTo("/1");
    assertThat(reader.next(() -> {}).path()).isEqualTo("/2");
    assertThat(reader.next(() -> {})).isNull();
  }

  @Test
  void theHostOfAWholeAddressIsTheOneThatCounts() throws Exception {
    Request request = read("GET http://b:2/c?d HTTP/1.1" + HOST);
    assertThat(request.header("Host")).isEqualTo("b:2");
    assertThat(request.path()).isEqualTo("/c");
    assertThat(read("GET http://b HTTP/1.1" + HOST).path()).isEqualTo("/");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nx: \u0001\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
        "G(T / HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\n",
        "GET /\r\n\r\n",
      })
  void whatIsNoRequestIsABadOne(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(BadRequest.class, bad -> assertThat(bad.status()).isEqualTo(400));
  }

  @Test
  void anotherVersionOfHttpIsNotSpoken() {
    assertThatThrownBy(() -> read("GET / HTTP/2.0" + HOST))
        .isInstanceOfSatisfying(BadRequest.class, bad -> assertThat(bad.status()).isEqualTo(505));
  }

  @Test
  void aHeadMayHave16Kib() throws Exception {
    String start = "GET / HTTP/1.1\r\nHost: a\r\nx: ";
    String longest = "a".repeat((16 << 10) - start.length() - 4);
    assertThat(read(start + longest + "\r\n\r\n").header("x")).isEqualTo(longest);
    assertThatThrownBy(() -> read(start + longest + "a\r\n\r\n"))
        .isInstanceOfSatisfying(BadRequest.class, bad -> assertThat(bad.status()).isEqualTo(431));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1\r\nHost: a\r\nConnection: Close", "HTTP/1.0"})
  void whoWantsTheConnectionClosedSaysSo(String rest) throws Exception {
    assertThat(read("GET / " + rest + "\r\n\r\n").keepsAlive()).isFalse();
  }

  @Test
  void aBodyIsSeen() throws Exception {
    assertThat(read("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\n").hasBody()).isTrue();
    assertThat(read("GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n").hasBody()).isFalse();
    assertThat(read("GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n\r\n").hasBody())
        .isTrue();
  }
}
