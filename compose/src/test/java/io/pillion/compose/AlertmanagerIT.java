package io.pillion.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is called how often: a real Alertmanager with the stack's routes gets alerts by hand. */
class AlertmanagerIT {
  private RealAlertmanager alertmanager;

  @BeforeEach
  void start(@TempDir Path tmp) throws IOException {
    alertmanager = new RealAlertmanager(tmp);
  }

  @AfterEach
  void stop() {
    alertmanager.close();
  }

  @Test
  void errorsThatEveryWindowSeesAreOnePage() {
    alertmanager.fire(
        alert("HighErrorRatio", "page", "errors"),
        alert("AvailabilityBudgetBurn", "page", "errors"),
        alert("AvailabilityBudgetBurn", "ticket", "errors"),
        alert("RouteErrorRatio", "ticket", "errors"),
        alert("FileDescriptors", "ticket", "saturation"));

    // Sent after what is asked about: had anything else been due, it would be here.
    await("ticket", "FileDescriptors");
    await("page", "HighErrorRatio");
    assertThat(sent()).containsExactlyInAnyOrder("page HighErrorRatio", "ticket FileDescriptors");
  }

  @Test
  void aBurnThatNothingElseSeesCalls() {
    alertmanager.fire(alert("AvailabilityBudgetBurn", "page", "errors"));

    await("page", "AvailabilityBudgetBurn");
  }

  @Test
  void whatAPagerCallsAboutTheSameMatterIsOneGroup() {
    alertmanager.fire(
        alert("ServiceDown", "page", "target"), alert("RestartLoop", "page", "target"));

    await("page", "ServiceDown RestartLoop");
    assertThat(notifications()).hasSize(1);
    assertThat(notifications().get(0).at("/notification/groupKey").asText())
        .contains("signal=\"target\"");
  }

  @Test
  void aServiceThatIsDownSilencesWhatFollows() {
    alertmanager.fire(
        alert("ServiceDown", "page", "target"),
        alert("TargetDown", "ticket", "target"),
        alert("TrafficGone", "page", "traffic"),
        alert("DeadlockedThreads", "page", "threads"),
        alert("RequestsNotCounted", "ticket", "agent"));

    await("page", "ServiceDown");
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> alertmanager.get("/api/v2/alerts?active=false&inhibited=true").size() == 4);
    assertThat(sent()).containsExactly("page ServiceDown");
  }

  private static String alert(String name, String severity, String signal) {
    return """
    {"labels": {"alertname": "%s", "severity": "%s", "signal": "%s", "job": "shop",
                "environment": "prod", "sli": "availability"}}
    """
        .formatted(name, severity, signal);
  }

  private void await(String receiver, String names) {
    Awaitility.await(receiver + " " + names)
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(
                        notifications().stream()
                            .filter(n -> n.path("to").asText().equals(receiver))
                            .flatMap(n -> names(n)))
                    .contains(names.split(" ", -1)));
  }

  /** Receiver and alert, once for each time that it was sent. */
  private List<String> sent() {
    return notifications().stream()
        .flatMap(n -> names(n).map(name -> n.path("to").asText() + " " + name))
        .toList();
  }

  private static Stream<String> names(JsonNode notification) {
    return StackFiles.elements(notification.at("/notification/alerts"))
        .map(a -> a.at("/labels/alertname").asText());
  }

  private List<JsonNode> notifications() {
    return StackFiles.elements(StackFiles.json(alertmanager.received())).toList();
  }
}
