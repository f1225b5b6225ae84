package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code JAVA_TOOL_OPTIONS} reaches every JVM of a shell: tools stay as they were. */
class ToolsIT {
  /** One that would be reported, if the agent read its settings at all. */
  private static final String OPTIONS = "-javaagent:" + App.AGENT + "=port=nonsense";

  static Stream<List<String>> tools() {
    Jvm jvm = Jvm.own();
    return Stream.of(
        List.of(jvm.java(), "-version"),
        List.of(jvm.java(), "--list-modules"),
        List.of(jvm.tool("keytool"), "-help"),
        List.of(jvm.tool("jcmd"), "-h"),
        List.of(jvm.tool("javac"), "-version"),
        List.of(jvm.tool("javac"), "NoSuchFile.java"),
        List.of(jvm.tool("jar"), "--version"),
        List.of(jvm.tool("jar"), "tf", ClassPath.testApp().toString()),
        List.of(jvm.tool("javap"), "java.lang.Object"),
        List.of(Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(), "--version"));
  }

  @ParameterizedTest
  @MethodSource("tools")
  void aToolPrintsWhatItPrintsWithoutTheAgent(List<String> command) throws Exception {
    List<String> without = run(command, "");
    List<String> with = run(command, OPTIONS);
    assertThat(with)
        .filteredOn(line -> !line.startsWith("Picked up JAVA_TOOL_OPTIONS"))
        .isEqualTo(without);
  }

  private static List<String> run(List<String> command, String options) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().put("JAVA_HOME", Jvm.own().home().toString());
    if (!options.isEmpty()) {
      builder.environment().put("JAVA_TOOL_OPTIONS", options);
    }
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return Stream.concat(said.lines(), Stream.of("exit code " + process.waitFor())).toList();
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void aSourceFileThatIsRunIsAnApp(int release) throws Exception {
    String libraries = ClassPath.of(ClassPath.testApp(), ClassPath.undertow(App.NEWEST_UNDERTOW));
    try (App app =
        App.launch()
            .on(Jvm.ofRelease(release))
            .agentArgument(null)
            .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + App.AGENT + "=port=0,host=127.0.0.1")
            .command("-cp", libraries, Sources.file("source/App.java").toString(), "tree")
            .start()
            .awaitListening()) {
      Journey.measured(app, App.NEWEST_UNDERTOW);
    }
  }

  @Test
  void anAppUnderJavaToolOptionsIsWatched() throws Exception {
    try (App app =
        App.launch()
            .agentArgument(null)
            .environment("JAVA_TOOL_OPTIONS", "-javaagent:" + App.AGENT + "=port=0,host=127.0.0.1")
            .testApp("tree")) {
      Journey.measured(app, App.NEWEST_UNDERTOW);
    }
  }
}
