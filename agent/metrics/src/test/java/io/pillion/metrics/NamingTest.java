package io.pillion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.Faults;
import io.pillion.api.HttpMethod;
import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.config.Settings;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The namings {@code otel} and {@code micrometer}: metrics, labels and their values. */
class NamingTest {
  private static final String OTEL = "http_server_request_duration_seconds";
  private static final String MICROMETER = "http_server_requests_seconds";

  private static final AgentStatus STATUS =
      new AgentStatus() {
        @Override
        public String version() {
          return "test";
        }

        @Override
        public Map<String, Map<String, Boolean>> servers() {
          return Map.of();
        }

        @Override
        public double startSeconds() {
          return 0;
        }

        @Override
        public boolean isAttached() {
          return false;
        }
      };

  private Metrics metrics;
  private Requests<FakeExchange> recorder;

  private void naming(String naming) {
    Settings settings =
        Settings.read(
            "naming=" + naming + ",labels=team=a",
            new Properties(),
            Map.of(),
            problem -> {
              throw new AssertionError(problem);
            });
    metrics = new Metrics(settings, STATUS, new Faults());
    recorder = metrics.requests(FakeExchange.READER, FakeRequest.GUARD);
  }

  private void complete(String template, FakeExchange request) {
    Route<FakeExchange> begun = recorder.unrouted(request);
    Route<FakeExchange> route = template == null ? begun : begun.template(template);
    FakeRequest.count(route, request, 300_000_000);
  }

  private MetricSnapshot metric(String name) {
    return metrics.registry().scrape(name::equals).stream().findFirst().orElseThrow();
  }

  /** The only series of a histogram, without its constant label. */
  private Map<String, String> labels(String name) {
    assertThat(metric(name).getDataPoints()).hasSize(1);
    return labels(metric(name).getDataPoints().get(0));
  }

  private static Map<String, String> labels(DataPointSnapshot point) {
    Map<String, String> labels =
        point.getLabels().stream()
            .collect(Collectors.toMap(Label::getName, Label::getValue, (a, b) -> b, TreeMap::new));
    assertThat(labels.remove("team")).isEqualTo("a");
    return labels;
  }

  private static String prometheusName(String attribute) {
    return attribute.replace('.', '_');
  }

  /**
   * The attributes of {@code http.server.request.duration} by requirement level, from
   * https://opentelemetry.io/docs/specs/semconv/http/http-metrics/ (1.38); those that it recommends
   * or lets opt in are not there.
   */
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        // attribute, of a request that has a route and succeeds, of one without a route that fails
        "http.request.method, GET, POST", // required
        "url.scheme, http, https", // required
        "http.route, /items/{id}, -", // if and only if it's available
        "http.response.status_code, 200, 503", // if and only if one was sent
        "error.type, -, 503", // if the request has ended with an error
        "network.protocol.name, -, -",
        "network.protocol.version, -, -",
        "server.address, -, -",
        "server.port, -, -",
        "user_agent.synthetic.type, -, -",
      })
  void otelHasTheAttributesOfTheConventions(String attribute, String succeeds, String fails) {
    naming("otel");
    complete("/items/{id}", FakeExchange.get(200));
    assertThat(labels(OTEL).get(prometheusName(attribute))).isEqualTo(succeeds);
    naming("otel");
    complete(null, new FakeExchange(HttpMethod.POST, "https", 503, null, null));
    assertThat(labels(OTEL).get(prometheusName(attribute))).isEqualTo(fails);
  }

  @Test
  void otelHasNoOtherLabels() {
    naming("otel");
    complete("/items/{id}", FakeExchange.get(500));
    assertThat(labels(OTEL))
        .containsOnlyKeys(
            "http_request_method",
            "http_route",
            "http_response_status_code",
            "url_scheme",
            "error_type");
  }

  @Test
  void otelHasTheBucketsOfTheConventions() {
    naming("otel");
    complete("/items/{id}", FakeExchange.get(200));
    HistogramSnapshot histogram = (HistogramSnapshot) metric(OTEL);
    HistogramDataPointSnapshot point = histogram.getDataPoints().get(0);
    assertThat(point.getClassicBuckets().stream().map(bucket -> bucket.getUpperBound()))
        .containsExactly(
            0.005,
            0.01,
            0.025,
            0.05,
            0.075,
            0.1,
            0.25,
            0.5,
            0.75,
            1.0,
            2.5,
            5.0,
            7.5,
            10.0,
            Double.POSITIVE_INFINITY);
    assertThat(point.getSum()).isBetween(0.3, 10.0);
  }

  @ParameterizedTest
  @EnumSource(HttpMethod.class)
  void otelKnowsTheMethodsOfTheRfcsAndOther(HttpMethod method) {
    naming("otel");
    complete("/x", new FakeExchange(method, "http", 200, null, null));
    String value = method == HttpMethod.OTHER ? "_OTHER" : method.name();
    assertThat(labels(OTEL)).containsEntry("http_request_method", value);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "200, false, -",
        "304, false, -",
        "404, false, -",
        "500, false, 500",
        "500, true, java.lang.IllegalStateException",
        "200, true, java.lang.IllegalStateException",
        "499, false, client_closed_request",
      })
  void otelTellsTheErrorOfAServersRequest(int status, boolean thrown, String error) {
    naming("otel");
    Throwable exception = thrown ? new IllegalStateException() : null;
    complete("/x", new FakeExchange(HttpMethod.GET, "http", status, null, exception));
    assertThat(labels(OTEL).get("error_type")).isEqualTo(error);
  }

  @Test
  void otelHasNoStatusWhereNoneWasSent() {
    naming("otel");
    complete("/x", FakeExchange.get(499));
    assertThat(labels(OTEL)).doesNotContainKey("http_response_status_code");
  }

  @Test
  void otelCountsActiveRequestsOfEachMethodAndSchemeThatABeganRequestHad() {
    naming("otel");
    FakeRequest first = FakeRequest.begun(recorder.unrouted(FakeExchange.get(0)));
    FakeRequest.begun(recorder.unrouted(new FakeExchange(HttpMethod.PUT, "https", 0, null, null)));
    // what the app makes of its method meanwhile does not matter
    first.end(new FakeExchange(HttpMethod.DELETE, "https", 200, null, null));
    assertThat(active()).isEqualTo(Map.of("GET http", 0.0, "PUT https", 1.0));
  }

  private Map<String, Double> active() {
    return metric("http_server_active_requests").getDataPoints().stream()
        .collect(
            Collectors.toMap(
                point -> String.join(" ", labels(point).values()),
                point -> ((GaugeDataPointSnapshot) point).getValue()));
  }

  @Test
  void aSchemeThatAClientMadeUpIsNoLabel() {
    naming("otel");
    complete("/x", new FakeExchange(HttpMethod.GET, "gopher", 200, null, null));
    assertThat(labels(OTEL)).containsEntry("url_scheme", "_OTHER");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "/items/{id}, 200, /items/{id}, SUCCESS",
        "/items/{id}, 404, /items/{id}, CLIENT_ERROR",
        "/, 200, /, SUCCESS",
        "-, 200, UNKNOWN, SUCCESS",
        "-, 404, NOT_FOUND, CLIENT_ERROR",
        "-, 405, UNKNOWN, CLIENT_ERROR",
        "-, 302, REDIRECTION, REDIRECTION",
        "-, 500, UNKNOWN, SERVER_ERROR",
      })
  void micrometerHasSpringsUriAndOutcome(String route, int status, String uri, String outcome) {
    naming("micrometer");
    complete(route, FakeExchange.get(status));
    assertThat(labels(MICROMETER))
        .isEqualTo(
            Map.of(
                "method",
                "GET",
                "uri",
                uri,
                "status",
                String.valueOf(status),
                "outcome",
                outcome,
                "exception",
                "none",
                "error",
                "none"));
  }

  @Test
  void micrometerTellsTheSimpleNameOfAnException() {
    naming("micrometer");
    complete(
        "/x",
        new FakeExchange(HttpMethod.OTHER, "http", 500, null, new IllegalStateException("x")));
    assertThat(labels(MICROMETER))
        .containsEntry("exception", "IllegalStateException")
        .containsEntry("method", "UNKNOWN");
  }

  @Test
  void micrometerShowsTheLongestOfTheLastMinute() {
    naming("micrometer");
    complete("/x", FakeExchange.get(200));
    GaugeDataPointSnapshot max =
        (GaugeDataPointSnapshot) metric(MICROMETER + "_max").getDataPoints().get(0);
    assertThat(max.getValue()).isBetween(0.3, 10.0);
    assertThat(labels(max)).isEqualTo(labels(MICROMETER));
  }

  @Test
  void theLongestIsForgottenAfterAMinute() {
    long second = 1_000_000_000;
    RecentMax max = new RecentMax(0);
    max.offer(3, 19 * second);
    max.offer(2, 21 * second);
    assertThat(max.at(59 * second)).isEqualTo(3);
    assertThat(max.at(61 * second)).isEqualTo(2);
    assertThat(max.at(81 * second)).isZero();
    max.offer(1, 1_000 * second);
    assertThat(max.at(1_000 * second)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"otel," + OTEL, "micrometer," + MICROMETER})
  void differentOutcomesAreSeriesOfTheirOwn(String naming, String metric) {
    naming(naming);
    for (int i = 0; i < 3; i++) {
      complete("/x", FakeExchange.get(200));
      complete("/x", FakeExchange.get(404));
      complete(null, FakeExchange.get(404));
      complete("/*", FakeExchange.get(404));
      complete(
          "/x", new FakeExchange(HttpMethod.GET, "http", 500, null, new IllegalStateException()));
    }
    assertThat(metric(metric).getDataPoints()).hasSize(4);
  }

  /** As OpenTelemetry's agent and Spring Boot do: their histogram is the count of requests. */
  @ParameterizedTest
  @CsvSource({"otel," + OTEL, "micrometer," + MICROMETER})
  void upgradesAndEventStreamsCountOnceAsLongAsTheyTook(String naming, String metric) {
    naming(naming);
    complete("/x", new FakeExchange(HttpMethod.GET, "http", 200, "text/event-stream", null));
    complete("/x", FakeExchange.get(101));
    assertThat(metric(metric).getDataPoints())
        .hasSize(2)
        .allSatisfy(
            point -> {
              HistogramDataPointSnapshot histogram = (HistogramDataPointSnapshot) point;
              assertThat(histogram.getCount()).isEqualTo(1);
              assertThat(histogram.getSum()).isBetween(0.3, 10.0);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "prometheus, http_request_duration_seconds",
    "otel," + OTEL,
    "micrometer," + MICROMETER,
    "micrometer," + MICROMETER + "_max"
  })
  void aLabelOfAHeaderHasTheListedValuesAndTwoMore(String naming, String metric) {
    naming(naming + ",http.labels=tenant=X-Tenant:acme|globex");
    for (String tenant : new String[] {"acme", "globex", "evil", "worse", null, "acme"}) {
      complete("/x", FakeExchange.get(200).sending(tenant));
    }
    assertThat(metric(metric).getDataPoints())
        .extracting(point -> point.getLabels().get("tenant"))
        .containsExactlyInAnyOrder("acme", "globex", "_OTHER", "");
  }

  @ParameterizedTest
  @CsvSource({"prometheus, http_requests", "otel," + OTEL, "micrometer," + MICROMETER})
  void aListedValueThatIsOtherIsTheSameSeriesAsOfThoseNotListed(String naming, String metric) {
    naming(naming + ",http.labels=tenant=X-Tenant:acme|_OTHER");
    for (String tenant : new String[] {"_OTHER", "evil"}) {
      complete("/x", FakeExchange.get(200).sending(tenant));
    }
    assertThat(metric(metric).getDataPoints())
        .extracting(point -> point.getLabels().get("tenant"))
        .containsExactly("_OTHER");
  }

  @Test
  void labelsOfSeveralHeadersAreCombined() {
    naming("otel,http.labels=a=X-A:1|2;b=X-B:2|3");
    for (String both : new String[] {"1", "2", "3", "4", null}) {
      complete("/x", FakeExchange.get(200).sending(both)); // the same value for both headers
    }
    assertThat(metric(OTEL).getDataPoints())
        .extracting(point -> point.getLabels().get("a") + " " + point.getLabels().get("b"))
        .containsExactlyInAnyOrder("1 _OTHER", "2 2", "_OTHER 3", "_OTHER _OTHER", " ");
  }
}
