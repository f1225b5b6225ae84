package io.pillion.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What compose.yaml promises about each container. What Docker makes of it is shown by test.sh. */
class ComposeFileTest {
  private static final JsonNode COMPOSE = StackFiles.yaml("compose.yaml");

  record Service(String name, JsonNode json) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Service> services() {
    return COMPOSE.path("services").properties().stream()
        .map(s -> new Service(s.getKey(), s.getValue()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("services")
  void imagesArePinned(Service service) {
    assertThat(service.json().path("image").asText()).matches(".+:(v?\\d+\\.\\d+\\.\\d+|local)");
  }

  @ParameterizedTest
  @MethodSource("services")
  void portsAreForThisMachineOnly(Service service) {
    assertThat(StackFiles.elements(service.json().path("ports")))
        .allMatch(p -> p.asText().startsWith("127.0.0.1:${"));
  }

  @ParameterizedTest
  @MethodSource("services")
  void memoryIsLimited(Service service) {
    assertThat(service.json().path("mem_limit").asText()).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("services")
  void sharesTheHardeningOfAll(Service service) {
    assertThat(StackFiles.text("compose.yaml")).contains("  " + service + ":\n    <<: *service\n");
  }

  @Test
  void theMonitoringDependsOnNothingOfTheDemo() {
    List<String> demo =
        services().stream().filter(s -> s.json().has("profiles")).map(Service::name).toList();

    assertThat(demo).containsExactlyInAnyOrder("agent", "demo-app", "gateway", "traffic");
    assertThat(services().stream().filter(s -> !demo.contains(s.name())))
        .extracting(Service::name)
        .contains("prometheus", "alertmanager", "alerts", "grafana");
    assertThat(services().stream().filter(s -> !demo.contains(s.name())))
        .allSatisfy(
            s ->
                assertThat(s.json().path("depends_on").properties())
                    .extracting(Map.Entry::getKey)
                    .doesNotContainAnyElementsOf(demo));
  }

  @Test
  void theDemoRunsUnlessItIsSwitchedOff() {
    assertThat(StackFiles.variables(".env")).containsEntry("COMPOSE_PROFILES", "demo");
  }

  @Test
  void everyVariableHasAValueInEnv() {
    Properties env = StackFiles.variables(".env");

    assertThat(
            Pattern.compile("\\$\\{([A-Z_]+)")
                .matcher(StackFiles.text("compose.yaml"))
                .results()
                .map((MatchResult m) -> m.group(1)))
        .isNotEmpty()
        .allSatisfy(v -> assertThat(env).containsKey(v));
  }
}
