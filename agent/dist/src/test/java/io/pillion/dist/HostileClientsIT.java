package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever clients send, it never becomes a label, and never a series. */
class HostileClientsIT {
  private static App app;

  @BeforeAll
  static void start() {
    app = App.start("tree");
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void randomPathsAndMethodsLeaveTheSeriesCountWhereItWas() throws Exception {
    List<String> prefixes = List.of("", "/prefix", "/api", "/api/items", "/both", "/nested/inner");
    List<String> methods = List.of("GET", "POST", "");
    try (App fresh = App.start("tree")) {
      Random random = new Random(1);
      for (String prefix : prefixes) {
        for (String method : methods) {
          send(fresh, randomRequest(random, method, prefix));
        }
      }
      Set<String> before = httpSeries(fresh.scrapeWhenIdle());
      int thousands = 3000;
      for (int i = 0; i < thousands; i += 10) {
        StringBuilder requests = new StringBuilder();
        for (int j = 0; j < 10; j++) {
          requests.append(
              randomRequest(
                  random,
                  methods.get(random.nextInt(methods.size())),
                  prefixes.get(random.nextInt(prefixes.size()))));
        }
        send(fresh, requests.toString(), 10);
      }
      Scrape after = fresh.scrapeWhenIdle();
      assertThat(httpSeries(after)).isEqualTo(before);
      assertThat(after.requests()).isEqualTo(prefixes.size() * methods.size() + thousands);
    }
  }

  /** Native histograms have no series in the text format, and the JVM's own come as they please. */
  private static Set<String> httpSeries(Scrape scrape) {
    Set<String> series = new TreeSet<>();
    scrape.all().stream()
        .filter(sample -> sample.name().startsWith("http_"))
        .forEach(sample -> series.add(sample.series()));
    return series;
  }

  private static String randomRequest(Random random, String method, String prefix) {
    String made = Long.toString(random.nextLong(1L << 40, Long.MAX_VALUE), 36);
    return Wire.request(
        (method.isEmpty() ? "M" + made.toUpperCase(Locale.ROOT) : method)
            + " "
            + prefix
            + "/"
            + made);
  }

  private static void send(App to, String request) throws IOException {
    send(to, request, 1);
  }

  private static void send(App to, String requests, int answers) throws IOException {
    try (Wire wire = new Wire(to)) {
      wire.send(requests).readAnswers(answers);
    }
  }

  static List<String> evilPaths() {
    return List.of(
        "/prefix/evil;x=evil",
        "/prefix;evil=1/x",
        "/exact;evil",
        "/exact;evil=1;evil=2",
        "/%65xact",
        "/exact%2f",
        "/api/items/evil%2f..%2fevil",
        "/api/%2e%2e/evil",
        "/api/../evil",
        "/./evil",
        "//evil",
        "//exact//evil",
        "///prefix///evil///",
        "/api//items//evil",
        "/api/items/\"evil\"",
        "/api/items/'evil'\\",
        "/api/items/%22evil%22%7B%7D",
        "/api/items/evil%0aevil",
        "/prefix/%0d%0aevil:%20evil",
        "/both/evil%00evil",
        "/mixed/evil/plain",
        "/mixed/evil/deeper/evil",
        "/mixed/x/deeper/evil",
        "/api/items/{evil}",
        "/api/items/*evil",
        "/nested/inner/routed/leaf/evil/",
        "/%C3%A9vil/evil",
        "/api/items/%F0%9F%92%A9evil",
        "/api/items/%ff%feevil",
        "/evil%zz",
        "/prefix/" + "evil".repeat(1500),
        "http://evil.example/exact/evil",
        "http://evil.example/api/items/evil",
        "*evil",
        "evil",
        "?evil",
        "/exact?evil=evil#evil");
  }

  @ParameterizedTest
  @MethodSource("evilPaths")
  void anEvilPathNeverReachesALabel(String path) throws Exception {
    try (Wire wire = new Wire(app)) {
      wire.send(
          "GET "
              + path
              + " HTTP/1.1\r\nHost: evil\r\nConnection: close\r\nUser-Agent: evil\r\n\r\n");
      assertThat(wire.readAll()).startsWith("HTTP/1.1 ");
    }
    Scrape scrape = app.scrapeWhenIdle();
    assertThat(scrape.text()).doesNotContainIgnoringCase("evil");
    assertThat(Client.get(app.uri("/exact")).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "get, GET",
    "Get, GET",
    "pOST, POST",
    "PROPFIND, _OTHER",
    "GETS, _OTHER",
    "X, _OTHER"
  })
  void aMethodThatIsNotOfTheStandardIsOther(String sent, String counted) throws Exception {
    Scrape before = app.scrapeWhenIdle();
    try (Wire wire = new Wire(app)) {
      wire.send(Wire.request(sent + " /exact")).readAnswers(1);
    }
    Scrape after = app.scrapeWhenIdle().since(before);
    assertThat(after.requests(counted, "/exact", 200)).isEqualTo(1);
    assertThat(after.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /exact HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        "GET /exact HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        "POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "GET /exact\u0001 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET  HTTP/1.1\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
        "GET /exact HTTP/9.9\r\nHost: x\r\n\r\n",
        "G\u00e9T /exact HTTP/1.1\r\nHost: x\r\n\r\n",
        " / HTTP/1.1\r\n\r\n",
        "GET",
        "GET /exact HTTP/1.1\r\nHost: x\r\nX: half"
      })
  void aMalformedRequestDoesNoHarm(String malformed) throws Exception {
    try (Wire wire = new Wire(app)) {
      wire.send(malformed).endSending();
      wire.readAll();
    } catch (IOException reset) {
      // as good an answer as 400
    }
    Scrape before = app.scrapeWhenIdle();
    assertThat(before.value("pillion_errors_total")).isZero();
    assertThat(Client.get(app.uri("/both")).statusCode()).isEqualTo(200);
    assertThat(app.scrapeWhenIdle().since(before).requests("GET", "/both", 200)).isEqualTo(1);
  }
}
