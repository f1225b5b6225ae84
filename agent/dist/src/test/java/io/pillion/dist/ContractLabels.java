package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever clients send, it never becomes a label, and never a series. */
interface ContractLabels extends Contract {
  @ParameterizedTest
  @ValueSource(strings = {"PROPFIND", "GETS", "X"})
  default void aMethodThatIsNotOfTheStandardIsOther(String method) throws Exception {
    try (Wire wire = new Wire(app())) {
      wire.send(Wire.request(method + " /shop/any")).readAnswers(1);
    }
    Scrape counted = counted();
    assertThat(counted.value("http_requests_total", "method", "_OTHER"))
        .as(counted.requested())
        .isEqualTo(1);
    assertThat(counted.requests()).isEqualTo(1);
  }

  @Test
  default void randomPathsLeaveTheSeriesWhereTheyWere() throws Exception {
    List<String> prefixes = List.of("/", "/shop/", "/shop/orders/", "/shop/files/", "/shop/any?");
    Random random = new Random(1);
    for (String prefix : prefixes) {
      ask(prefix, random);
    }
    Set<String> series = httpSeries();
    for (int i = 0; i < 500; i++) {
      ask(prefixes.get(i % prefixes.size()), random);
    }
    assertThat(httpSeries()).isEqualTo(series);
    assertThat(counted().requests()).isEqualTo(prefixes.size() + 500);
  }

  private void ask(String prefix, Random random) throws Exception {
    String made = Long.toString(random.nextLong(1L << 40, Long.MAX_VALUE), 36);
    Client.get(app().uri(prefix + made), "User-Agent", made, "X-" + made, made);
  }

  private Set<String> httpSeries() {
    Set<String> series = new TreeSet<>();
    app().scrapeWhenIdle().all().stream()
        .filter(sample -> sample.name().startsWith("http_"))
        .forEach(sample -> series.add(sample.series()));
    return series;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/shop/any;evil=1",
        "/shop;evil=1/any",
        "/%73hop/evil",
        "/shop/orders/evil%2f..%2fevil",
        "/shop/%2e%2e/evil",
        "/shop/../evil",
        "//evil",
        "//shop//orders//evil",
        "/shop/orders/%22evil%22%7B%7D",
        "/shop/orders/evil%0aevil",
        "/shop/orders/evil%00evil",
        "/shop/orders/{evil}",
        "/shop/orders/*evil",
        "/shop/orders/%ff%feevil",
        "/shop/forward?evil",
        "/shop/send-error?code=404&evil",
        "/shop/evil.jsp",
        "/evil%zz",
        "http://evil.example/shop/orders/evil",
        "*evil",
        "evil",
      })
  default void anEvilPathNeverReachesALabel(String path) throws Exception {
    try (Wire wire = new Wire(app())) {
      wire.send(
          "GET "
              + path
              + " HTTP/1.1\r\nHost: evil\r\nConnection: close\r\nUser-Agent: evil\r\n\r\n");
      if (!server().can(ContractServer.Ability.CLOSED_CONNECTIONS)) {
        wire.endSending();
      }
      // Some hang up on what they cannot read.
      assertThat(wire.readAll())
          .matches(answer -> answer.isEmpty() || answer.startsWith("HTTP/1.1 "));
    }
    Scrape scrape = app().scrapeWhenIdle();
    assertThat(scrape.text()).doesNotContainIgnoringCase("evil");
  }
}
