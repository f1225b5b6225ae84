package io.pillion.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Who clicks an alert's link stands before the section that says what to do. */
class RunbookTest {
  @Test
  void everyAlertHasItsPlaceOnThePageThatTheStackServes() throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var log = new AlertLog(address, StackFiles.COMPOSE.resolve("README.md"))) {
      String page = RealPrometheus.fetch("http://127.0.0.1:" + log.port() + "/runbook");

      assertThat(AlertRulesTest.alerts())
          .extracting(a -> a.path("alert").asText())
          .allSatisfy(
              name ->
                  assertThat(page)
                      .containsPattern(
                          "<h2 id=\""
                              + name.toLowerCase(Locale.ROOT)
                              + "\">"
                              + name
                              + "</h2>\n<p>"));
      assertThat(page).doesNotContain("](", "####", "`");
    }
  }

  @Test
  void linksByDefaultLeadToThatPage() {
    assertThat(StackFiles.variables(".env"))
        .containsEntry("RUNBOOK_URL", "http://localhost:${ALERTS_PORT}/runbook");
    assertThat(StackFiles.yaml("compose.yaml").at("/services/alerts/command/3").asText())
        .isEqualTo("/README.md");
    assertThat(StackFiles.text("tools.Dockerfile")).contains("COPY README.md /README.md");
  }

  @Test
  void whatMarkdownMeansIsKeptAndTheRestIsNoMarkup() {
    assertThat(
            Runbook.page(
                """
                ## Alerts
                ### What to do

                #### OneAlert
                Look at *Errors*: `a < b`,
                see [there](https://example.org/x) and [rules](rules/a.yml).

                Then <wait>.

                ## Backup
                """))
        .contains(
            """
            <h2 id="onealert">OneAlert</h2>
            <p>Look at <em>Errors</em>: <code>a &lt; b</code>,
            see <a href="https://example.org/x">there</a> and rules.</p>
            <p>Then &lt;wait&gt;.</p>
            </html>
            """);
  }

  @Test
  void aFileWithoutTheSectionIsRefused() {
    assertThatThrownBy(() -> Runbook.page("# Something else"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("What to do");
  }
}
