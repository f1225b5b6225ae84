package io.pillion.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResponseTest {
  /** One response goes to all who share a scrape, each on a thread of its own. */
  @Test
  void aHeaderIsSetInACopyAndNotInTheResponseThatOthersHold() {
    Response shared = Response.text(200, "a 1\n");
    String before = headers(shared);

    Response own = shared.with("Strict-Transport-Security", "max-age=1");

    assertThat(headers(own)).contains("Strict-Transport-Security: max-age=1\r\n");
    assertThat(own.body()).isSameAs(shared.body());
    assertThat(headers(shared)).isEqualTo(before);
  }

  @Test
  void aHeaderTakesThePlaceOfOneOfTheSameName() {
    Response response = Response.text(200, "a 1\n").with("Cache-Control", "no-cache");

    assertThat(headers(response)).containsOnlyOnce("Cache-Control: no-cache\r\n");
    assertThat(headers(response)).doesNotContain("no-store");
  }

  private static String headers(Response response) {
    String head = new String(response.head(true), StandardCharsets.ISO_8859_1);
    return head.replaceAll("(?m)^Date: .*\r\n", "");
  }
}
