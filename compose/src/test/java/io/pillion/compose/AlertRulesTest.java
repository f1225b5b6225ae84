package io.pillion.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pillion.compose.StackFiles.Dashboard;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is woken at night finds what happened, where to look and what to do. */
class AlertRulesTest {
  static List<JsonNode> alerts() {
    return StackFiles.rules("alert");
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void saysWhatHappenedAndHowBadItIs(JsonNode alert) {
    assertThat(alert.at("/annotations/summary").asText()).isNotBlank();
    assertThat(alert.at("/annotations/description").asText()).isNotBlank().endsWith(".");
    assertThat(alert.at("/labels/severity").asText()).isIn("page", "ticket", "none");
    assertThat(alert.at("/labels/signal").asText()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void linksToItsRunbook(JsonNode alert) {
    String name = alert.path("alert").asText();

    assertThat(alert.at("/annotations/runbook_url").asText())
        .isEqualTo("@RUNBOOK_URL@#" + name.toLowerCase(Locale.ROOT));
    assertThat(StackFiles.text("README.md").lines()).contains("#### " + name);
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void linksToADashboard(JsonNode alert) {
    String uid =
        alert.at("/annotations/dashboard_url").asText().replaceAll(".*/d/([a-z-]+).*", "$1");

    assertThat(StackFiles.dashboards()).extracting(Dashboard::uid).contains(uid);
  }

  @Test
  void eachIsTestedToFireAndToStayQuiet() {
    List<JsonNode> checks =
        StackFiles.list("prometheus/tests", ".yml")
            .flatMap(f -> StackFiles.elements(StackFiles.yaml(f.toString()).path("tests")))
            .flatMap(t -> StackFiles.elements(t.path("promql_expr_test")))
            .toList();

    assertThat(alerts().stream().map(a -> a.path("alert").asText()).collect(Collectors.toSet()))
        .allSatisfy(
            name -> {
              List<JsonNode> own =
                  checks.stream()
                      .filter(c -> c.path("expr").asText().contains('"' + name + '"'))
                      .toList();
              assertThat(own).as("fires").anyMatch(c -> !c.path("exp_samples").isEmpty());
              assertThat(own).as("stays quiet").anyMatch(c -> c.path("exp_samples").isEmpty());
            });
  }
}
