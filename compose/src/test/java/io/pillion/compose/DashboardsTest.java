package io.pillion.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pillion.compose.StackFiles.Dashboard;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Grafana would swallow in silence: dashboards that overlap, hide or lie. */
class DashboardsTest {
  private static final int GRID_COLUMNS = 24;

  static List<Dashboard> dashboards() {
    return StackFiles.dashboards();
  }

  @Test
  void uidsAreUniqueAndFixed() {
    assertThat(dashboards())
        .extracting(Dashboard::uid)
        .doesNotHaveDuplicates()
        .allMatch(uid -> uid.startsWith("pillion-"));
    assertThat(dashboards()).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void theHomeDashboardIsThere() {
    String home =
        StackFiles.yaml("compose.yaml")
            .at("/services/grafana/environment/GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH")
            .asText();

    assertThat(dashboards())
        .extracting(Dashboard::file)
        .contains(home.substring(home.lastIndexOf('/') + 1));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelIdsAreUnique(Dashboard dashboard) {
    assertThat(StackFiles.elements(dashboard.json().path("panels")))
        .extracting(p -> p.path("id").asInt())
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panelsNeitherOverlapNorLeaveTheGrid(Dashboard dashboard) {
    List<String> cells =
        StackFiles.elements(dashboard.json().path("panels"))
            .flatMap(DashboardsTest::cells)
            .toList();

    assertThat(cells).doesNotHaveDuplicates();
    assertThat(StackFiles.elements(dashboard.json().path("panels")))
        .allMatch(
            p ->
                p.at("/gridPos/x").asInt() >= 0
                    && p.at("/gridPos/x").asInt() + p.at("/gridPos/w").asInt() <= GRID_COLUMNS);
  }

  private static Stream<String> cells(JsonNode panel) {
    JsonNode at = panel.path("gridPos");
    return IntStream.range(at.path("x").asInt(), at.path("x").asInt() + at.path("w").asInt())
        .boxed()
        .flatMap(
            x ->
                IntStream.range(at.path("y").asInt(), at.path("y").asInt() + at.path("h").asInt())
                    .mapToObj(y -> x + "/" + y));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanelSaysWhatItShowsAndInWhichUnit(Dashboard dashboard) {
    assertThat(dashboard.panels())
        .allSatisfy(
            p -> {
              assertThat(p.path("title").asText()).isNotBlank();
              assertThat(p.path("description").asText()).isNotBlank().endsWith(".");
              assertThat(p.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
              assertThat(p.at("/fieldConfig/defaults/noValue").asText()).isNotBlank();
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void noDataSourceIsHardCoded(Dashboard dashboard) {
    assertThat(dashboard.json().findValues("datasource"))
        .isNotEmpty()
        .allMatch(
            d ->
                d.path("uid").asText().equals("${datasource}")
                    || d.path("uid").asText().equals("-- Grafana --"));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void ratesFollowTheScrapeInterval(Dashboard dashboard) {
    assertThat(expressions(dashboard))
        .allSatisfy(
            e ->
                assertThat(
                        e.replaceAll("\"[^\"]*\"", "")
                            .replaceAll("\\[\\$__(rate_interval|range)]", ""))
                    .doesNotContain("["));
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyVariableThatIsUsedIsDefined(Dashboard dashboard) {
    List<String> defined =
        StackFiles.elements(dashboard.json().at("/templating/list"))
            .map(v -> v.path("name").asText())
            .toList();

    assertThat(defined).contains("datasource", "environment", "job", "instance");
    assertThat(
            expressions(dashboard)
                .flatMap(e -> java.util.regex.Pattern.compile("\\$([a-z]+)").matcher(e).results())
                .map(m -> m.group(1))
                .collect(Collectors.toSet()))
        .isSubsetOf(defined);
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void linksKeepTimeAndVariables(Dashboard dashboard) {
    assertThat(StackFiles.elements(dashboard.json().path("links")))
        .isNotEmpty()
        .allMatch(l -> l.path("keepTime").asBoolean() && l.path("includeVars").asBoolean());
    List<String> uids = dashboards().stream().map(Dashboard::uid).toList();
    assertThat(dashboard.json().findValuesAsText("url").stream().filter(u -> u.startsWith("/d/")))
        .allSatisfy(
            url -> {
              assertThat(url)
                  .contains(
                      "${__url_time_range}", "${environment:queryparam}", "${job:queryparam}");
              assertThat(url.replaceAll("/d/([a-z-]+).*", "$1")).isIn(uids);
            });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void restartsAndFiringAlertsAreMarked(Dashboard dashboard) {
    assertThat(
            StackFiles.elements(dashboard.json().at("/annotations/list"))
                .filter(a -> a.path("enable").asBoolean()))
        .extracting(a -> a.path("name").asText())
        .contains("Restarts", "Firing alerts");
  }

  private static Stream<String> expressions(Dashboard dashboard) {
    return dashboard.json().findValuesAsText("expr").stream();
  }
}
