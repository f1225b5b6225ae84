package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Undertow 1.4.0, as in WildFly 10, forgets a stream of HTTP/2 that its client resets while the
 * answer is awaited: it never calls the completion listeners, an app's own neither, with the agent
 * or without. So it is in flight for Undertow itself, and for the agent. Undertow 1.4.28 does not.
 */
class ForgottenByUndertowIT {
  /** A stream is reset and released, another request of the same is answered. */
  private static void resetOneOfTwo(App app) throws Exception {
    try (Http2Wire wire = new Http2Wire(app)) {
      wire.request(1, "GET", "/hold", true);
      app.awaitHeld(1);
      wire.cancel(1);
      wire.request(3, "GET", "/exact", true);
      wire.awaitEnd(3); // by then the reset has been read
      Client.get(app.uri("/release"));
    }
    try (Wire wire = new Wire(app)) {
      wire.send(Wire.request("GET /hold"));
      app.awaitHeld(1);
      Client.get(app.uri("/release"));
      wire.readUntil("ok");
    }
  }

  @ParameterizedTest
  @CsvSource({"1.4.0.Final, 1", "1.4.28.Final, 2"})
  void withoutTheAgentTheAppIsToldOfTheEndsOf(String undertow, String ended) throws Exception {
    try (App app = App.launch().agentArgument(null).undertow(undertow).testApp("tree")) {
      resetOneOfTwo(app);
      assertThat(Client.get(app.uri("/ended")).body()).isEqualTo(ended);
    }
  }

  @Test
  void whatUndertowForgetsStaysInFlightAndIsNoFault() throws Exception {
    try (App app = App.launch().undertow("1.4.0.Final").testApp("tree")) {
      resetOneOfTwo(app);
      Scrape scrape = app.scrapeWhen(s -> s.requests("GET", "/hold", 200) == 1);
      assertThat(scrape.value("http_requests_in_flight")).isEqualTo(1);
      assertThat(scrape.value("pillion_errors_total")).isZero();
    }
  }
}
