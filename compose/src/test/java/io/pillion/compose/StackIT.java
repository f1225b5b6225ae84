package io.pillion.compose;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pillion.compose.StackFiles.Dashboard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The demo with the agent, its traffic, a real Prometheus and a real Alertmanager, with the stack's
 * own files: from a request to a number on a dashboard, from a failure to the receiver and back.
 */
@TestMethodOrder(OrderAnnotation.class)
class StackIT {
  private static final String NOTHING_FAILED = "no handler of the demo throws";

  /** Part of a query, and why a query with it may be empty. */
  private static final Map<String, String> MAY_BE_EMPTY =
      Map.of(
          "http_request_exceptions_total",
          NOTHING_FAILED,
          "ALERTS{alertstate=\"firing\", severity=~",
          "nothing fires yet",
          "pillion_request_overhead_seconds",
          "one request of 16 is timed");

  @TempDir static Path folder;
  private static RealStack stack;

  @BeforeAll
  static void start() throws IOException {
    stack = new RealStack(folder);
  }

  @AfterAll
  static void stop() {
    if (stack != null) {
      stack.close();
    }
  }

  @Test
  @Order(1)
  void theDemoIsScrapedAndObserved() {
    eventually().until(() -> !series("up{job=\"demo-app\", environment=\"test\"} == 1").isEmpty());
    eventually()
        .until(
            () -> !series("pillion_instrumented{job=\"demo-app\", server=\"undertow\"}").isEmpty());
  }

  @Test
  @Order(2)
  void numbersAgreeWithWhatTheTrafficDid() throws InterruptedException {
    stack.traffic("counted", "--rate", "60", "--duration", "10s").waitFor();
    Matcher summary =
        Pattern.compile("(\\d+) requests in .* 2xx (\\d+), 4xx (\\d+), 5xx (\\d+), errors 0")
            .matcher(stack.log("counted"));
    assertThat(summary.find()).as(stack.log("counted")).isTrue();

    // The generator also asks /healthz, which the stack does not count; only those answers are 2xx
    // and not in the numbers.
    eventually()
        .untilAsserted(
            () ->
                assertThat(total("http_requests_total{status=~\"4..\"}"))
                    .isEqualTo(count(summary, 3)));
    eventually()
        .untilAsserted(
            () ->
                assertThat(total("http_requests_total{status=~\"5..\"}"))
                    .isEqualTo(count(summary, 4)));
    assertThat(total("http_requests_4xx_total")).isEqualTo(count(summary, 3));
    assertThat(total("http_requests_5xx_total")).isEqualTo(count(summary, 4));
    assertThat(total("http_requests_total{status=\"200\"}"))
        .isBetween(count(summary, 2) * 0.85, count(summary, 2));
    assertThat(total("http_request_duration_seconds_count"))
        .isEqualTo(total("http_requests_total"));
    assertThat(
            stack
                .prometheus
                .value("histogram_count(sum(http_request_duration_seconds))")
                .orElseThrow())
        .isEqualTo(total("http_requests_total"));
  }

  @Test
  @Order(3)
  void everyQueryOfEveryPanelReturnsData() {
    stack.traffic("background", "--rate", "120");
    Set<String> waiting =
        StackFiles.dashboards().stream()
            .flatMap(StackIT::queries)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(waiting).hasSizeGreaterThan(100);

    eventually()
        .untilAsserted(
            () -> {
              // Rare in the mix of the generator.
              RealPrometheus.post(stack.demo + "/checkpoint");
              RealPrometheus.post(stack.demo + "/restore");
              waiting.removeIf(StackIT::hasData);
              assertThat(waiting).filteredOn(not(StackIT::mayBeEmpty)).isEmpty();
            });
  }

  @Test
  @Order(4)
  void everyRuleIsEvaluatedAndEveryRecordHasData() {
    Set<String> records =
        StackFiles.rules("record").stream()
            .map(r -> r.path("record").asText())
            .collect(Collectors.toSet());
    eventually()
        .untilAsserted(() -> assertThat(records).filteredOn(r -> series(r).isEmpty()).isEmpty());

    List<JsonNode> rules =
        StackFiles.elements(stack.prometheus.get("/api/v1/rules").at("/data/groups"))
            .flatMap(g -> StackFiles.elements(g.path("rules")))
            .toList();
    assertThat(rules)
        .isNotEmpty()
        .allSatisfy(r -> assertThat(r.path("health").asText()).as(r.toString()).isEqualTo("ok"));
  }

  @Test
  @Order(5)
  void everyMetricThatAnAlertNamesExists() {
    Set<String> metrics =
        StackFiles.rules("alert").stream()
            .map(
                a ->
                    java.net.URLEncoder.encode(
                        a.path("expr").asText(), java.nio.charset.StandardCharsets.UTF_8))
            .flatMap(
                e ->
                    stack
                        .prometheus
                        .get("/api/v1/parse_query?query=" + e)
                        .findValues("name")
                        .stream())
            .map(JsonNode::asText)
            .filter(
                n ->
                    n.matches(
                        "(http|jvm|process|pillion|job|job_route|instance|slo|prometheus|alertmanager)[_:].*|up"))
            .collect(Collectors.toSet());

    assertThat(metrics)
        .contains("up", "pillion_errors_total", "slo:burn_rate")
        .allSatisfy(m -> assertThat(series(m)).as(m).isNotEmpty());
  }

  @Test
  @Order(6)
  void tracesBecomeExemplars() {
    String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    eventually()
        .untilAsserted(
            () -> {
              RealPrometheus.trace(stack.demo + "/counters/traced", trace);
              assertThat(
                      stack
                          .prometheus
                          .get(
                              "/api/v1/query_exemplars?query=http_request_duration_seconds_bucket&start=0&end=9999999999")
                          .toString())
                  .contains(trace);
            });
  }

  @Test
  @Order(7)
  void aBurstOfErrorsPagesOnceAndResolves() throws IOException {
    Files.writeString(stack.checkpoint, "damaged");
    eventually()
        .untilAsserted(
            () -> {
              Files.writeString(stack.checkpoint, "damaged");
              for (int i = 0; i < 30; i++) {
                RealPrometheus.post(stack.demo + "/restore");
              }
              assertThat(notifications("page", "firing")).contains("HighErrorRatio");
              assertThat(
                      stack.prometheus.value(
                          "count(ALERTS{alertname=\"RouteErrorRatio\", alertstate=\"firing\", route=\"/restore\"})"))
                  .hasValue(1);
            });
    JsonNode alert =
        alerts()
            .filter(a -> a.at("/labels/alertname").asText().equals("HighErrorRatio"))
            .findFirst()
            .orElseThrow();
    assertThat(alert.at("/labels"))
        .isEqualTo(
            StackFiles.json(
                "{\"alertname\":\"HighErrorRatio\",\"environment\":\"test\",\"job\":\"demo-app\",\"severity\":\"page\",\"signal\":\"errors\"}"));
    assertThat(alert.at("/annotations/summary").asText())
        .matches("demo-app: [0-9.]+% of all requests fail");
    assertThat(alert.at("/annotations/dashboard_url").asText())
        .isEqualTo("http://grafana.test/d/pillion-errors?var-job=demo-app&var-environment=test");
    assertThat(alert.at("/annotations/runbook_url").asText())
        .isEqualTo("http://runbook.test/page#higherrorratio");
    // The page silences the ticket about the same errors.
    eventually()
        .until(
            () ->
                stack
                        .alertmanager
                        .get(
                            "/api/v2/alerts?active=false&inhibited=true&filter=alertname%3DRouteErrorRatio")
                        .size()
                    == 1);

    Files.delete(stack.checkpoint);
    eventually()
        .untilAsserted(
            () -> assertThat(notifications("page", "resolved")).contains("HighErrorRatio"));
  }

  @Test
  @Order(8)
  void aServiceThatIsDownPagesAndSilencesWhatFollowsFromIt() {
    stack.stopDemo();
    eventually()
        .untilAsserted(() -> assertThat(notifications("page", "firing")).contains("ServiceDown"));
    eventually()
        .until(
            () ->
                stack
                        .alertmanager
                        .get(
                            "/api/v2/alerts?active=false&inhibited=true&filter=alertname%3DTargetDown")
                        .size()
                    == 1);

    stack.startDemo();
    eventually()
        .untilAsserted(() -> assertThat(notifications("page", "resolved")).contains("ServiceDown"));
  }

  /** A panel's queries as Grafana would send them, with each kind of histogram. */
  private static Stream<String> queries(Dashboard dashboard) {
    boolean oneRoute = dashboard.uid().equals("pillion-route");
    return dashboard.panels().stream()
        .flatMap(p -> p.findValuesAsText("expr").stream())
        .flatMap(
            e ->
                Stream.of("http_request_duration_seconds_bucket", "http_request_duration_seconds")
                    .map(h -> e.replace("$histogram", h)))
        .map(
            e ->
                e.replace("$environment", "test")
                    .replace("job=~\"$job\"", "job=~\".*\"")
                    .replace("$job", "demo-app"))
        .map(
            e ->
                e.replace("$instance", ".*")
                    .replace("$method", ".*")
                    .replace("$route", oneRoute ? "/random" : ".*"))
        .map(e -> e.replace("$__rate_interval", "10s").replace("$__range", "60s"))
        .distinct();
  }

  /** A number: not NaN, which a panel shows as "no traffic". */
  private static boolean hasData(String query) {
    return series(query).stream()
        .anyMatch(s -> s.has("histogram") || !s.at("/value/1").asText().equals("NaN"));
  }

  private static boolean mayBeEmpty(String query) {
    return MAY_BE_EMPTY.keySet().stream().anyMatch(query::contains);
  }

  private static List<JsonNode> series(String query) {
    return stack.prometheus.query(query);
  }

  private static double total(String selector) {
    return stack.prometheus.value("sum(" + selector + ")").orElse(0);
  }

  private static double count(Matcher summary, int group) {
    return Double.parseDouble(summary.group(group));
  }

  private static Set<String> notifications(String to, String status) {
    return StackFiles.elements(StackFiles.json(stack.alerts.json()))
        .filter(n -> n.path("to").asText().equals(to))
        .flatMap(n -> StackFiles.elements(n.at("/notification/alerts")))
        .filter(a -> a.path("status").asText().equals(status))
        .map(a -> a.at("/labels/alertname").asText())
        .collect(Collectors.toSet());
  }

  private static Stream<JsonNode> alerts() {
    return StackFiles.elements(StackFiles.json(stack.alerts.json()))
        .flatMap(n -> StackFiles.elements(n.at("/notification/alerts")));
  }

  private static ConditionFactory eventually() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500));
  }
}
