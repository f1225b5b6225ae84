package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.VirtualMachine;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The app begins, ends and reloads as it would alone. */
class LifeIT {
  private static App.Launch main(String name, String... arguments) {
    return App.launch()
        .command("-cp", ClassPath.testApp().toString(), "io.pillion.testapp." + name)
        .command(arguments);
  }

  @ParameterizedTest
  @CsvSource({"return, 0", "exit, 3", "throw, 1"})
  void anAppThatEndsAtOnceEndsAsWithoutTheAgent(String how, int exitCode) throws Exception {
    String saidWithout;
    try (App app = main("Endings", how).agentArgument(null).start()) {
      assertThat(app.exitCode()).isEqualTo(exitCode);
      saidWithout = app.err();
    }
    for (int i = 0; i < 3; i++) {
      try (App app = main("Endings", how).start()) {
        assertThat(app.exitCode()).isEqualTo(exitCode);
        assertThat(app.err()).isEqualTo(saidWithout);
        assertThat(app.out()).isEmpty();
      }
    }
  }

  @Test
  void theAppEndsWithItsLastThread() throws Exception {
    try (App app = main("Endings", "worker").start()) {
      app.agent();
      app.scrape();
      assertThat(app.end()).isZero();
    }
  }

  @Test
  void theAgentsThreadsNeitherKeepTheAppAliveNorHoldItsClassLoader() throws Exception {
    try (App app = main("Threads").start()) {
      app.scrape();
      app.tell("with").awaitOut("(done with)");
      List<String> threads = app.out().lines().filter(line -> line.contains("pillion")).toList();
      assertThat(threads).isNotEmpty().allMatch(line -> line.endsWith("daemon=true app=false"));
      assertThat(app.out().lines().filter(line -> line.contains("daemon=false")))
          .allMatch(line -> line.contains("thread=main ") || line.contains("DestroyJavaVM"));
      // those of the JVM itself have names of two words, such as Notification Thread
      assertThat(app.out().lines().filter(line -> line.contains("app=true")))
          .allMatch(line -> line.matches("thread=(main|[A-Z][a-z]+ [A-Z][a-z]+) .*"));
    }
  }

  @Test
  void withoutTheAgentTheClassLoaderOfAServerIsCollected() throws Exception {
    App.Launch launch = redeploying(App.NEWEST_UNDERTOW).agentArgument(null);
    try (App app = launch.start().awaitListening()) {
      Journey.make(app);
      app.tell("stop").awaitOut("(collected) the first");
    }
  }

  /** Not on Java 8, whose {@code java.util.logging} holds the levels of JBoss Logging for ever. */
  @ParameterizedTest
  @CsvSource({"11, 2.3.27.Final", "17, 2.4.4.Final", "21, 2.4.4.Final", "25, 2.4.4.Final"})
  void aClassLoaderWhoseUndertowWasInstrumentedIsCollected(int release, String undertow)
      throws Exception {
    App.Launch launch = redeploying(undertow).on(Jvm.ofRelease(release));
    try (App app = launch.start().awaitListening()) {
      Journey.measured(app, undertow);
      app.tell("stop").awaitOut("(collected) the first");
      Scrape scrape = app.scrape();
      assertThat(scrape.samples("pillion_instrumented")).isEmpty();
      assertThat(scrape.requests()).as("of a server that is gone").isEqualTo(15);
    }
  }

  private static App.Launch redeploying(String undertow) {
    return main("Redeploying", ClassPath.of(ClassPath.testApp(), ClassPath.undertow(undertow)))
        .options("-XX:SoftRefLRUPolicyMSPerMB=0"); // what the JDK holds softly may go at once
  }

  @Test
  void anAgentThatIsAttachedCountsFromThenOn() throws Exception {
    try (App app = App.launch().agentArgument(null).testApp("tree")) {
      assertThat(Client.get(app.uri("/exact")).statusCode()).isEqualTo(200);
      attach(app);
      app.agent();
      Journey.measured(app, App.NEWEST_UNDERTOW);
    }
  }

  @Test
  void anAgentThatIsAttachedOnceMoreSaysSoAndCountsNothingTwice() throws Exception {
    try (App app = App.start("tree")) {
      app.agent();
      attach(app);
      assertThat(app.awaitErr("(\\[pillion] .*ignored)")).contains("already");
      Journey.measured(app, App.NEWEST_UNDERTOW);
      assertThat(app.agentLines()).hasSize(2);
    }
  }

  @Test
  void anAgentThatIsNamedTwiceSaysSoAndCountsNothingTwice(@TempDir Path folder) throws Exception {
    Path copy = java.nio.file.Files.copy(App.AGENT, folder.resolve("copy.jar"));
    try (App app =
        App.launch()
            .options("-javaagent:" + App.AGENT + "=port=0", "-javaagent:" + copy + "=port=0")
            .testApp("tree")) {
      Journey.measured(app, App.NEWEST_UNDERTOW);
      assertThat(app.end()).isZero();
      assertThat(app.agentLines())
          .hasSize(3)
          .satisfiesOnlyOnce(line -> assertThat(line).contains("serves metrics at"))
          .filteredOn(line -> line.contains("already"))
          .hasSize(2);
    }
  }

  private static void attach(App app) throws Exception {
    VirtualMachine machine = VirtualMachine.attach(String.valueOf(app.process().pid()));
    try {
      machine.loadAgent(App.AGENT.toString(), "port=0,host=127.0.0.1");
    } finally {
      machine.detach();
    }
  }
}
