package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An app whose requests nobody counts, because the agent knows no server in it. */
class NoServerIT {
  @Test
  void oneLineSaysSoWhenTheAppHasSettledAndTheMetricIsAbsent() throws Exception {
    try (App app =
        App.launch()
            .command("-cp", ClassPath.testApp().toString(), "io.pillion.testapp.Threads")
            .start()) {
      assertThat(app.awaitErr("(no server that Pillion knows is in use)")).isNotEmpty();
      assertThat(app.scrape().samples("pillion_instrumented")).isEmpty();
      assertThat(app.end()).isZero();
      assertThat(app.agentLines()).hasSize(2);
    }
  }
}
