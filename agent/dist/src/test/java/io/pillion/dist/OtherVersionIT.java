package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What an agent of another version has left in the JVM, which has no way to take it out: an agent
 * that does not understand what is there says so in one line, and the app runs.
 */
class OtherVersionIT {
  @ParameterizedTest(name = "an {0} dispatcher on Java {1}")
  @CsvSource({
    "older, 8, 2.2.41.Final, -Xbootclasspath/a:, 0",
    "newer, 8, 2.2.41.Final, -Xbootclasspath/a:, 99",
    "older, 17, 2.4.4.Final, --patch-module=java.base=, 0",
    "newer, 17, 2.4.4.Final, --patch-module=java.base=, 99",
    "newer, 25, 2.4.4.Final, --patch-module=java.base=, 99",
  })
  void aDispatcherOfAnotherProtocolIsRecognised(
      String which, int release, String undertow, String option, int protocol, @TempDir Path folder)
      throws Exception {
    Sources.compile(which + "-dispatcher", List.of(), folder);
    try (App app =
        App.launch()
            .on(Jvm.ofRelease(release))
            .undertow(undertow)
            .options(option + folder)
            .testApp("tree")) {
      assertThat(Client.get(app.uri("/exact")).body()).isEqualTo("ok");
      assertThat(app.end()).isZero();
      assertThat(app.agentLines())
          .singleElement()
          .asString()
          .contains("cannot start", "protocol " + protocol, "restart the JVM");
    }
  }
}
