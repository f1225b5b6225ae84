package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The agent's jar is replaced while an app runs with it. */
class JarReplacedIT {
  @TempDir private Path folder;

  private App start(Path jar, int release, String undertow) {
    return App.launch()
        .on(Jvm.ofRelease(release))
        .undertow(undertow)
        .agentArgument(null)
        .options("-javaagent:" + jar + "=port=0,host=127.0.0.1")
        .testApp("tree");
  }

  @ParameterizedTest(name = "Java {0}")
  @CsvSource({"8, 2.2.41.Final", "17, 2.4.4.Final", "25, 2.4.4.Final"})
  void byRenamingNothingIsFelt(int release, String undertow) throws Exception {
    Path jar = Files.copy(App.AGENT, folder.resolve("pillion-agent.jar"));
    try (App app = start(jar, release, undertow)) {
      app.agent();
      Path next = Files.writeString(folder.resolve("next.jar"), "another");
      Files.move(next, jar, StandardCopyOption.REPLACE_EXISTING);
      Journey.measured(app, undertow);
      assertThat(app.agentLines()).hasSize(1);
    }
  }

  @ParameterizedTest(name = "Java {0}")
  @CsvSource({"8, 2.2.41.Final", "17, 2.4.4.Final", "25, 2.4.4.Final"})
  void byCopyingOverItTheAppRunsOnAndOneLineSaysWhatIsWrong(int release, String undertow)
      throws Exception {
    Path jar = Files.copy(App.AGENT, folder.resolve("pillion-agent.jar"));
    try (App app = start(jar, release, undertow)) {
      app.agent();
      copyOver(jar);
      assertThat(Client.get(app.uri("/exact")).body()).isEqualTo("ok");
      assertThat(app.awaitErr("(\\[pillion\\] .*was changed.*)")).contains("renaming", "restart");
      assertThat(Client.get(app.uri("/exact")).body()).isEqualTo("ok");
      assertThat(app.end()).isZero();
      assertThat(app.agentLines()).filteredOn(line -> line.contains("was changed")).hasSize(1);
    }
  }

  /** As {@code cp} does, another jar of the same size. */
  private static void copyOver(Path jar) throws IOException {
    byte[] other = new byte[(int) Files.size(jar)];
    new Random(7).nextBytes(other);
    try (OutputStream out = Files.newOutputStream(jar)) {
      out.write(other);
    }
  }
}
