package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code java -jar pillion-agent.jar} says, and never a stack trace. */
class CommandLineIT {
  private static void assertSays(Cli cli, int exitCode, String... parts) {
    assertThat(cli.exitCode()).as(cli.out() + cli.err()).isEqualTo(exitCode);
    assertThat(exitCode == 0 ? cli.out() : cli.err()).contains(parts).doesNotContain("\tat ");
  }

  private static App waiting(String... options) {
    return App.launch()
        .agentArgument(null)
        .options(options)
        .command("-cp", ClassPath.testApp().toString(), "io.pillion.testapp.Threads")
        .start()
        .awaitListening();
  }

  @Test
  void fromTheListOfJvmsToTheEnd() throws Exception {
    Jvm jvm = Jvm.own();
    try (App app = App.launch().agentArgument(null).testApp("tree")) {
      String pid = Cli.pid(app);
      assertSays(Cli.run(jvm), 0, "PID", "JAVA", "SERVER", "AGENT", "MAIN");
      assertThat(row(pid)).contains("undertow", "-", "io.pillion.testapp.TestApp tree");
      assertSays(
          Cli.run(jvm, "attach", pid, "port=0", "host=127.0.0.1"),
          0,
          "attached to " + pid,
          "serves metrics at http://127.0.0.1:",
          "watches undertow " + App.NEWEST_UNDERTOW);
      String address = app.agent().toString();
      assertThat(row(pid)).contains("undertow", address);
      assertSays(Cli.run(jvm, "status", pid), 0, address + "metrics", "undertow");
      assertSays(Cli.run(jvm, "explain", pid, "GET", "/exact"), 0, "/exact");
      assertSays(Cli.run(jvm, "attach", pid), 1, "already", address, "detach");
      assertSays(Cli.run(jvm, "detach", pid), 0, "detached from " + pid);
      assertThat(row(pid)).doesNotContain(address);
      for (String command : new String[] {"detach", "status"}) {
        assertSays(Cli.here(command, pid), 1, "JVM " + pid + " has no agent", "attach " + pid);
      }
      assertThat(app.agentLines()).hasSize(1);
    }
  }

  @Test
  void ofSixAttachesAtOnceOneIsDoneAndTheOthersSaySo() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(6);
    try (App app = App.launch().agentArgument(null).testApp("tree")) {
      Callable<Cli> attach = () -> Cli.here("attach", Cli.pid(app), "port=0", "host=127.0.0.1");
      List<Cli> answers = new ArrayList<>();
      for (Future<Cli> answer : pool.invokeAll(Collections.nCopies(6, attach))) {
        answers.add(answer.get());
      }
      assertThat(answers).filteredOn(answer -> answer.exitCode() == 0).hasSize(1);
      assertThat(answers)
          .filteredOn(answer -> answer.exitCode() != 0)
          .hasSize(5)
          .allSatisfy(answer -> assertSays(answer, 1, "has the agent already"));
      assertThat(app.agentLines()).filteredOn(line -> line.contains("serves metrics")).hasSize(1);
    } finally {
      pool.shutdown();
    }
  }

  private static String row(String pid) throws Exception {
    return Cli.run(Jvm.own())
        .out()
        .lines()
        .filter(line -> line.startsWith(pid + " "))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anAgentOfTheCommandLineOfTheAppIsDetachedToo() throws Exception {
    try (App app = App.start("tree")) {
      assertThat(app.scrape().requests()).isZero();
      Cli.detach(app);
      Cli.attach(app);
      assertThat(app.agentLines()).hasSize(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "frob | there is no command \"frob\"",
        "attach | attach PID [KEY=VALUE ...]",
        "attach me | \"me\" is no process id",
        "detach | detach PID",
        "detach 1 2 | \"2\" is too much",
        "explain 1 GET | explain PID METHOD PATH",
        "attach 1 port | \"port\" is not of the form key=value",
        "attach 1 colour=red | there is no such setting",
        "attach 1 port=99999 | a port from 1 to 65535",
      })
  void argumentsThatMeanNothingAreSaidToAndDoNothing(String arguments, String said)
      throws Exception {
    assertSays(Cli.here(arguments.split(" ", -1)), 2, said);
  }

  @Test
  void helpAndVersion() throws Exception {
    assertSays(Cli.here("--help"), 0, "attach PID", "Exit codes: 0", "--version");
    assertSays(Cli.here("--version"), 0, "Pillion 0.");
  }

  @Test
  void aProcessThatIsNotThereOrIsNoJvmIsLetBe() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      String pid = String.valueOf(process.pid());
      assertSays(Cli.here("attach", pid), 1, "process " + pid + " is no JVM, but sleep");
      assertThat(process.isAlive()).isTrue();
    } finally {
      process.destroyForcibly().waitFor();
    }
    String gone = String.valueOf(process.pid());
    assertSays(Cli.here("attach", gone), 1, "there is no process " + gone, "container");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+DisableAttachMechanism", "-Xrs", "-XX:-EnableDynamicAgentLoading"})
  void aJvmThatForbidsItIsNamedWithItsOption(String option) throws Exception {
    try (App app = waiting(option)) {
      assertSays(Cli.here("attach", Cli.pid(app)), 1, "JVM " + Cli.pid(app), option);
      assertThat(app.end()).isZero();
      assertThat(app.err()).doesNotContain("pillion");
      assertThat(app.out()).as("no dump of threads").hasLineCount(1);
    }
  }

  @Test
  void aRuntimeWithoutTheAttachModuleSaysThatAJdkIsWanted() throws Exception {
    String[] line = {
      Jvm.own().java(), "--limit-modules", "java.base", "-jar", App.AGENT.toString(), "attach"
    };
    String[] command = Arrays.copyOf(line, line.length + 1);
    command[line.length] = String.valueOf(ProcessHandle.current().pid());
    assertSays(Cli.run(new ProcessBuilder(command)), 1, "no module jdk.attach", "of a JDK");
  }

  @Test
  void aRuntimeOfJava8WithoutItsToolsSaysThatAJdkIsWanted() throws Exception {
    String pid = String.valueOf(ProcessHandle.current().pid());
    assertSays(Cli.run(Jvm.ofRelease(8), "attach", pid), 1, "no tools.jar", "of a JDK");
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 21, 25})
  void theCommandLineRunsOnOtherReleasesThanTheApp(int release) throws Exception {
    try (App app =
        App.launch()
            .on(Jvm.ofRelease(8))
            .undertow("2.2.41.Final")
            .agentArgument(null)
            .testApp("tree")) {
      Jvm jvm = Jvm.ofRelease(release);
      assertSays(
          Cli.run(jvm, "attach", Cli.pid(app), "port=0"),
          0,
          "Java 1.8.",
          "watches undertow 2.2.41");
      assertSays(Cli.run(jvm, "detach", Cli.pid(app)), 0, "detached from");
    }
  }

  @Test
  void anAgentThatFindsNoPortSaysSoAndIsDetachedForTheNextTry(@TempDir Path folder)
      throws Exception {
    try (App first = App.start("tree");
        App second = waiting()) {
      String port = "port=" + first.agent().getPort();
      Cli failed = Cli.here("attach", Cli.pid(second), port, "host=127.0.0.1");
      assertSays(failed, 1, "no metrics are served", "detach");
      assertThat(failed.out()).contains("in use", port);
      Cli.detach(second);
      Cli.attach(second);
      // a path of the user's, who is not where the app is
      Cli.detach(second);
      assertThat(Cli.attach(second, "config=" + folder.resolve("none.yaml")).out())
          .contains("none.yaml");
    }
  }

  @Test
  void anAppThatSwitchesTheAgentOffStaysAsItIs() throws Exception {
    try (App app = waiting("-Dpillion.enabled=false")) {
      assertSays(Cli.here("attach", Cli.pid(app)), 1, "has not started", "enabled");
    }
  }
}
