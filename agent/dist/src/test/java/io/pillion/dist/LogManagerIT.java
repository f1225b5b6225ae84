package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The log manager that an app brings is in force, and the agent's server starts after it. */
class LogManagerIT {
  private static final String PROPERTY = "java.util.logging.manager";
  private static final String OWN = "OwnLogManager";

  @TempDir private Path folder;

  @BeforeEach
  void compile() throws Exception {
    Sources.compile("log-manager", List.of(), folder);
  }

  private App.Launch app(int release) {
    return App.launch()
        .on(Jvm.ofRelease(release))
        .command("-cp", ClassPath.testApp().toString(), "io.pillion.testapp.LogManagers")
        .command(folder.toString(), OWN);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17, 21, 25})
  void aManagerThatTheCommandLineNamesAndOnlyTheAppCanLoad(int release) throws Exception {
    try (App app = app(release).options("-D" + PROPERTY + "=" + OWN).start()) {
      assertThat(app.awaitOut("logging by (\\S+)")).isEqualTo(OWN);
      app.agent();
      assertThat(app.appLines()).isEmpty();
    }
  }

  @Test
  void aManagerThatMainSetsFirst() throws Exception {
    try (App app = app(Jvm.own().release()).start()) {
      assertThat(app.awaitOut("logging by (\\S+)")).isEqualTo(OWN);
      app.agent();
      assertThat(app.appLines()).isEmpty();
    }
  }

  @Test
  void anAppThatNeverLogsIsServedAsWell() throws Exception {
    try (App app =
        App.launch()
            .command("-cp", ClassPath.testApp().toString(), "io.pillion.testapp.Threads")
            .start()) {
      assertThat(app.scrape().value("pillion_info")).isEqualTo(1);
    }
  }
}
