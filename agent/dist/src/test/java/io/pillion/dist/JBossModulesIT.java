package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The agent as WildFly's documentation says that agents are named: {@code
 * MODULE_OPTS=-javaagent:…}, an argument of JBoss Modules, which loads the agent by itself.
 */
class JBossModulesIT {
  @ParameterizedTest(name = "Java {0}")
  @CsvSource({"8, 1.12.2.Final", "11, 2.1.6.Final", "17, 2.1.6.Final", "25, 2.1.6.Final"})
  void metricsAreServed(int release, String version, @TempDir Path folder) throws Exception {
    File modules = ClassPath.resolve("org.jboss.modules:jboss-modules:" + version).get(0);
    Path jar = Files.createDirectory(folder.resolve("a b")).resolve("pillion-agent.jar");
    Files.copy(App.AGENT, jar);
    try (App app =
        App.launch()
            .on(Jvm.ofRelease(release))
            .agentArgument(null)
            .command("-javaagent:" + modules, "-jar", modules.toString())
            .command("-javaagent:" + jar + "=port=0,host=127.0.0.1")
            .command("-cp", ClassPath.testApp().toString(), "io.pillion.testapp.Threads")
            .start()) {
      assertThat(app.scrape().value("pillion_info")).isEqualTo(1);
      assertThat(app.end()).isZero();
      assertThat(app.agentLines()).hasSize(1);
    }
  }
}
