package io.pillion.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The channels that alertmanager/start.sh makes of .env; amtool accepts each of them. */
class AlertmanagerStartIT {
  private static final Map<String, String> MAIL =
      Map.of(
          "SMTP_FROM", "alerts@example.org",
          "SMTP_SMARTHOST", "mail.example.org:587",
          "SMTP_USERNAME", "ops");

  @TempDir private Path tmp;

  @Test
  void asItComesAlertsGoToThePageOfSentAlertsAlone() throws Exception {
    JsonNode receivers = receivers(Map.of());

    assertThat(channels(receivers, "page")).containsExactly("name", "webhook_configs");
    assertThat(channels(receivers, "ticket")).containsExactly("name", "webhook_configs");
    assertThat(receivers.findValuesAsText("url"))
        .containsExactly(
            "http://alerts:9099/page", "http://alerts:9099/ticket", "http://alerts:9099/watchdog");
  }

  @Test
  void pagesAndTicketsHaveChannelsOfTheirOwn() throws Exception {
    JsonNode receivers =
        receivers(Map.of("PAGE_SLACK_CHANNEL", "#oncall", "TICKET_SLACK_CHANNEL", "#later"));

    assertThat(receiver(receivers, "page").at("/slack_configs/0/channel").asText())
        .isEqualTo("#oncall");
    assertThat(receiver(receivers, "ticket").at("/slack_configs/0/channel").asText())
        .isEqualTo("#later");
  }

  @Test
  void aPagerIsCalledForPagesAndNotForTickets() throws Exception {
    JsonNode pagerduty = receivers(Map.of("PAGER", "pagerduty"));
    assertThat(channels(pagerduty, "page")).contains("pagerduty_configs");
    assertThat(channels(pagerduty, "ticket")).doesNotContain("pagerduty_configs");

    JsonNode opsgenie =
        receivers(Map.of("PAGER", "opsgenie", "OPSGENIE_URL", "https://api.eu.opsgenie.com/"));
    assertThat(receiver(opsgenie, "page").at("/opsgenie_configs/0/api_url").asText())
        .isEqualTo("https://api.eu.opsgenie.com/");
    assertThat(channels(opsgenie, "ticket")).doesNotContain("opsgenie_configs");
  }

  @Test
  void allChannelsAtOnceStandBesideThePageOfSentAlerts() throws Exception {
    var all = new HashMap<>(MAIL);
    all.putAll(
        Map.of(
            "PAGER", "pagerduty",
            "PAGE_WEBHOOK_URL", "https://pager.example.org/hook",
            "TICKET_WEBHOOK_URL", "https://tickets.example.org/hook",
            "PAGE_SLACK_CHANNEL", "#oncall",
            "PAGE_SMTP_TO", "oncall@example.org",
            "TICKET_SMTP_TO", "team@example.org"));
    JsonNode receivers = receivers(all);

    assertThat(channels(receivers, "page"))
        .containsExactlyInAnyOrder(
            "name", "webhook_configs", "pagerduty_configs", "slack_configs", "email_configs");
    assertThat(receiver(receivers, "page").path("webhook_configs").findValuesAsText("url"))
        .containsExactly("http://alerts:9099/page", "https://pager.example.org/hook");
    assertThat(receiver(receivers, "ticket").path("webhook_configs").findValuesAsText("url"))
        .containsExactly("http://alerts:9099/ticket", "https://tickets.example.org/hook");
    assertThat(receiver(receivers, "ticket").at("/email_configs/0/to").asText())
        .isEqualTo("team@example.org");
  }

  @Test
  void theWatchdogCallsASwitchOutside() throws Exception {
    JsonNode receivers = receivers(Map.of("WATCHDOG_URL", "https://switch.example.org/ping/7"));

    assertThat(receiver(receivers, "watchdog").path("webhook_configs").findValuesAsText("url"))
        .containsExactly("http://alerts:9099/watchdog", "https://switch.example.org/ping/7");
  }

  @Test
  void whatIsMissingOrUnknownIsRefusedByItsName() throws Exception {
    assertThat(start(Map.of("PAGE_SMTP_TO", "ops@example.org"))).isEqualTo(64);
    assertThat(tmp.resolve("output")).content().contains("SMTP_FROM in compose/.env is empty");

    assertThat(start(Map.of("PAGER", "pagerdutty"))).isEqualTo(64);
    assertThat(tmp.resolve("output")).content().contains("PAGER='pagerdutty'");

    Files.delete(tmp.resolve("pagerduty_routing_key"));
    assertThat(run(Map.of("PAGER", "pagerduty"))).isEqualTo(64);
    assertThat(tmp.resolve("output")).content().contains("compose/secrets/pagerduty_routing_key");
  }

  private JsonNode receivers(Map<String, String> environment) throws Exception {
    assertThat(start(environment))
        .as(() -> StackFiles.text(tmp.resolve("output").toString()))
        .isZero();
    PrometheusHome.run(
        tmp, List.of(PrometheusHome.require("amtool"), "check-config", "alertmanager.yml"));
    return StackFiles.yaml(tmp.resolve("alertmanager.yml").toString()).path("receivers");
  }

  private static JsonNode receiver(JsonNode receivers, String name) {
    return StackFiles.elements(receivers)
        .filter(r -> r.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> channels(JsonNode receivers, String name) {
    return receiver(receivers, name).properties().stream().map(Map.Entry::getKey).toList();
  }

  private int start(Map<String, String> environment) throws Exception {
    for (String secret : List.of("smtp_password", "pagerduty_routing_key", "opsgenie_api_key")) {
      Files.writeString(tmp.resolve(secret), "secret");
    }
    Files.writeString(tmp.resolve("slack_api_url"), "http://localhost/");
    return run(environment);
  }

  /** The script with its absolute paths in the test's folder and Alertmanager replaced by true. */
  private int run(Map<String, String> environment) throws IOException, InterruptedException {
    var builder =
        new ProcessBuilder(
                "sh",
                "-c",
                StackFiles.text("alertmanager/start.sh")
                    .replace("/tmp/", tmp + "/")
                    .replace(
                        "/etc/alertmanager", StackFiles.COMPOSE.resolve("alertmanager").toString())
                    .replace("/run/secrets", tmp.toString())
                    .replace("exec alertmanager", "exec true"))
            .redirectErrorStream(true)
            .redirectOutput(tmp.resolve("output").toFile());
    builder.environment().putAll(environment);
    return builder.start().waitFor();
  }
}
