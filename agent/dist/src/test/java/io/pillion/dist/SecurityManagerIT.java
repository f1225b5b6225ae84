package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An app under a security manager, which Java has up to 23. Its libraries may do everything, its
 * own code no more than it needs without the agent: what the agent does on the app's threads must
 * not take the app's leave.
 */
class SecurityManagerIT {
  private static final String ALL = "permission java.security.AllPermission;";
  private static final String APP =
      """
      permission java.io.FilePermission "<<ALL FILES>>", "read";
      permission java.util.PropertyPermission "*", "read,write";
      permission java.net.SocketPermission "*", "listen,accept,resolve";
      permission java.lang.reflect.ReflectPermission "suppressAccessChecks";
      permission java.lang.RuntimePermission "createXnioWorker";
      permission java.lang.RuntimePermission "modifyThread";
      permission java.lang.RuntimePermission "modifyThreadGroup";
      """;

  /** What JBoss Threads asks of its callers on Java 8 and 11. */
  private static final String JBOSS_THREADS =
      "permission java.lang.RuntimePermission \"accessDeclaredMembers\";\n";

  private static final String METHOD_METRICS =
      """
      metrics:
        - {name: items_total, type: counter, class: Main, method: item}
      """;

  @TempDir private Path folder;

  private App.Launch launch(int release, String undertow, String agentMay) throws Exception {
    List<File> libraries = ClassPath.undertow(undertow);
    Path app = Files.createDirectories(folder.resolve("app"));
    Sources.compile("guarded", libraries, app);
    String appMay = release < 17 ? APP + JBOSS_THREADS : APP;
    StringBuilder policy = new StringBuilder(grant(app.toUri() + "-", appMay));
    libraries.forEach(library -> policy.append(grant(library.toURI().toString(), ALL)));
    if (!agentMay.isEmpty()) {
      policy.append(grant(App.AGENT.toUri().toString(), agentMay));
    }
    Path file = Files.writeString(folder.resolve("app.policy"), policy);
    return App.launch()
        .on(Jvm.ofRelease(release))
        .options("-Djava.security.manager", "-Djava.security.policy==" + file)
        .command("-cp", ClassPath.of(app, libraries), "Main");
  }

  private static String grant(String codeBase, String permissions) {
    return "grant codeBase \"" + codeBase + "\" {\n" + permissions + "\n};\n";
  }

  private static void assertAnswersAndEnds(App app) throws Exception {
    for (int i = 0; i < 3; i++) {
      assertThat(Client.get(app.uri("/items/" + i)).body()).isEqualTo("item");
    }
    assertThat(app.end()).isZero();
    assertThat(app.err()).doesNotContain("AccessControlException", "Error");
  }

  @ParameterizedTest(name = "Java {0}")
  @CsvSource({"8, 2.2.41.Final", "11, 2.3.27.Final", "17, 2.4.4.Final"})
  void theAppAnswersWithoutTheAgent(int release, String undertow) throws Exception {
    try (App app = launch(release, undertow, "").agentArgument(null).start()) {
      assertAnswersAndEnds(app);
    }
  }

  @ParameterizedTest(name = "Java {0}")
  @CsvSource({"8, 2.2.41.Final", "11, 2.3.27.Final", "17, 2.4.4.Final"})
  void anAgentThatMayDoEverythingCountsWhatTheAppAnswers(int release, String undertow)
      throws Exception {
    Path config = Files.writeString(folder.resolve("pillion.yaml"), METHOD_METRICS);
    try (App app = launch(release, undertow, ALL).agent("config=" + config).start()) {
      Client.get(app.uri("/items/7"));
      Scrape scrape = app.scrapeWhen(now -> now.requests("GET", "/items/{id}", 200) == 1);
      assertThat(scrape.value("items_total")).isEqualTo(1);
      assertThat(scrape.value("pillion_errors_total")).as(scrape.text()).isZero();
      assertThat(scrape.value("pillion_instrumented")).isEqualTo(1);
      assertAnswersAndEnds(app);
      assertThat(app.agentLines()).hasSize(1);
    }
  }

  @ParameterizedTest(name = "Java {0}, and the agent {2}")
  @CsvSource({
    "8, 2.2.41.Final, ''",
    "11, 2.3.27.Final, ''",
    "17, 2.4.4.Final, ''",
    "17, 2.4.4.Final, 'permission java.util.PropertyPermission \"*\", \"read\";'",
  })
  void anAgentThatMayNotDoEverythingSaysSoInOneLine(int release, String undertow, String may)
      throws Exception {
    try (App app = launch(release, undertow, may).start()) {
      assertAnswersAndEnds(app);
      assertThat(app.agentLines()).hasSize(1);
      assertThat(app.agentLines().get(0))
          .contains("cannot start", "runs without metrics", "policy", "AllPermission");
    }
  }
}
