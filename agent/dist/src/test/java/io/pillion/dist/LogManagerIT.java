package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The log manager that an app brings is in force, however late the app names or uses it: all that
 * the agent serves it serves before, and does not choose a manager.
 */
class LogManagerIT {
  private static final String PROPERTY = "java.util.logging.manager";
  private static final String OWN = "OwnLogManager";
  private static final List<String> PATHS =
      List.of("", "metrics", "-/healthy", "-/ready", "-/config", "-/instrumentation", "-/nothing");

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

  private static void assertOwnManagerAfterAllWasServed(App app) throws Exception {
    for (String path : PATHS) {
      assertThat(Client.get(app.agent().resolve(path)).statusCode()).isIn(200, 404);
    }
    assertThat(app.scrape().samples("jvm_memory_used_bytes")).isNotEmpty();
    assertThat(app.tell("now").awaitOut("logging by (\\S+)")).isEqualTo(OWN);
    assertThat(app.appLines()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17, 21, 25})
  void aManagerThatTheCommandLineNamesAndOnlyTheAppCanLoad(int release) throws Exception {
    try (App app = app(release).options("-D" + PROPERTY + "=" + OWN).start()) {
      assertOwnManagerAfterAllWasServed(app);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 11, 17, 21, 25})
  void aManagerThatMainNamesLate(int release) throws Exception {
    try (App app = app(release).start()) {
      assertOwnManagerAfterAllWasServed(app);
    }
  }

  /**
   * For whose sake the library asks the platform MBean server, and so the log manager. Java 8 does
   * not understand what the library asks.
   */
  @ParameterizedTest
  @ValueSource(ints = {11, 17, 21, 25})
  void nativeMemoryIsServedOnceTheAppHasItsManager(int release) throws Exception {
    try (App app = app(release).options("-XX:NativeMemoryTracking=summary").start()) {
      assertThat(app.scrape().samples("jvm_native_memory_committed_bytes")).isEmpty();
      assertOwnManagerAfterAllWasServed(app);
      app.scrapeWhen(scrape -> !scrape.samples("jvm_native_memory_committed_bytes").isEmpty());
      assertThat(app.agentLines()).hasSize(1);
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
