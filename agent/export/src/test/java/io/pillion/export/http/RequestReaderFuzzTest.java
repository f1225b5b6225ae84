package io.pillion.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever bytes a stranger sends, in whatever pieces: requests or a refusal come of them. */
class RequestReaderFuzzTest {
  @Property(seed = "1")
  void anyBytesAreRequestsOrABadOne(@ForAll byte[] bytes) throws Exception {
    readAll(new ByteArrayInputStream(bytes));
  }

  @Property(seed = "2")
  void almostARequestIsOneOrABadOne(@ForAll("almostRequests") String text) throws Exception {
    readAll(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Property(seed = "3")
  void itDoesNotMatterInWhatPiecesARequestComes(
      @ForAll("almostRequests") String text, @ForAll byte piece) throws Exception {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    String whole = readAll(new ByteArrayInputStream(bytes));
    assertThat(readAll(inPieces(bytes, 1 + (piece & 7)))).isEqualTo(whole);
  }

  private static InputStream inPieces(byte[] bytes, int size) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] into, int offset, int length) {
        return super.read(into, offset, Math.min(size, length));
      }
    };
  }

  /** What was read, in words. */
  private static String readAll(InputStream in) throws Exception {
    RequestReader reader = new RequestReader(in);
    StringBuilder read = new StringBuilder();
    try {
      for (Request request = reader.next(() -> {});
          request != null;
          request = reader.next(() -> {})) {
        assertThat(request.path()).startsWith("/");
        read.append(request.method()).append(request.path()).append(request.query()).append('\n');
      }
    } catch (BadRequest bad) {
      assertThat(bad.status()).isBetween(400, 505);
      read.append(bad.status());
    }
    return read.toString();
  }

  @Provide
  Arbitrary<String> almostRequests() {
    Arbitrary<String> part =
        Arbitraries.oneOf(
            Arbitraries.of(
                "GET",
                "HEAD",
                " ",
                "/",
                "/a?b=c",
                "http://a",
                "*",
                "HTTP/1.1",
                "HTTP/1.0",
                "\r\n",
                "\n",
                "Host: a\r\n",
                "Host: a\r\n\r\n",
                ": ",
                "Content-Length: 5\r\n",
                "\u0000",
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
            Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(4));
    return Combinators.combine(part.list().ofMaxSize(12), Arbitraries.of("", "\r\n\r\n"))
        .as((parts, end) -> String.join("", parts) + end);
  }
}
