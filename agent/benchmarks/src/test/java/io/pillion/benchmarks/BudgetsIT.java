package io.pillion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pillion.benchmarks.sidebyside.MeasuredApp;
import io.pillion.benchmarks.sidebyside.RunningApp;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What the agent costs does not creep up: all of it that does not depend on the machine's speed.
 * Each figure is what an app has more with the agent than without, on the same JVM.
 */
class BudgetsIT {
  private static final Path JAVA = Path.of(System.getProperty("java.home"));
  private static final Path AGENT = Path.of(System.getProperty("pillion.jar"));
  private static final Path DEMO = Path.of(System.getProperty("demo.jar"));
  private static final Path FILE = Path.of(System.getProperty("budgets"));
  private static final Path APPS = Path.of("src", "apps");

  private static final int WARM_UP = 3_000;

  /** The least of several tells what a request takes; in the others the server did more besides. */
  private static final int BATCHES = 8;

  private static final int BATCH = 1_000;

  /**
   * C1 alone, which has no escape analysis: what it allocates is what the interpreter does, from
   * the first request to the last, whereas C2's inlining differs from run to run. And as many
   * threads for it as there will be.
   */
  private static final List<String> PREDICTABLE =
      List.of("-XX:TieredStopAtLevel=1", "-XX:-UseDynamicNumberOfCompilerThreads");

  /** Room for all that is made: a collection, which may come or not, has its listener's classes. */
  private static final List<String> NO_COLLECTION = List.of("-Xms512m", "-Xmn384m");

  /** Nothing is ever collected, and nothing set aside for a thread: the heap in use is exact. */
  private static final List<String> EXACT_HEAP =
      List.of("-XX:+UnlockExperimentalVMOptions", "-XX:+UseEpsilonGC", "-XX:-UseTLAB", "-Xmx2g");

  /** Something that is asked of an app. */
  private interface Measured<T> {
    T of(RunningApp app) throws IOException, InterruptedException;
  }

  private static final Map<MeasuredApp, Map<String, Long>> WITHOUT =
      new EnumMap<>(MeasuredApp.class);
  private static final Map<MeasuredApp, Map<String, Long>> WITH = new EnumMap<>(MeasuredApp.class);

  @TempDir private static Path classes;

  @BeforeAll
  static void askForTheCountersOfTheJvm() throws Exception {
    assumeTrue(Files.exists(JAVA.resolve("bin/jcmd")), "skipped: a JDK is needed, for its jcmd");
    for (MeasuredApp app : MeasuredApp.values()) {
      WITHOUT.put(app, measure(app, false, NO_COLLECTION, RunningApp::counters));
      WITH.put(app, measure(app, true, NO_COLLECTION, RunningApp::counters));
    }
  }

  @ParameterizedTest
  @EnumSource
  void bytesAllocatedPerRequest(MeasuredApp app) throws Exception {
    long alone = bytesPerRequest(app, false);
    long observed = bytesPerRequest(app, true);
    hold(app, "bytes.per.request", observed - alone);
  }

  private static long bytesPerRequest(MeasuredApp measured, boolean agent)
      throws IOException, InterruptedException {
    return measure(
        measured,
        agent,
        EXACT_HEAP,
        app -> {
          Load load = new Load(app.port(), measured.path(), 1);
          load.times(WARM_UP);
          long least = Long.MAX_VALUE;
          for (int i = 0; i < BATCHES; i++) {
            long before = app.heapUsed();
            load.times(BATCH);
            least = Math.min(least, (app.heapUsed() - before) / BATCH);
          }
          return least;
        });
  }

  @ParameterizedTest
  @EnumSource
  void classesLoaded(MeasuredApp app) throws IOException {
    hold(app, "classes.loaded", classes(WITH.get(app)) - classes(WITHOUT.get(app)));
  }

  private static long classes(Map<String, Long> counters) {
    return counters.get("java.cls.loadedClasses") + counters.get("java.cls.sharedLoadedClasses");
  }

  @ParameterizedTest
  @EnumSource
  void threadsStarted(MeasuredApp app) throws IOException {
    String threads = "java.threads.started";
    hold(app, "threads.started", WITH.get(app).get(threads) - WITHOUT.get(app).get(threads));
  }

  @Test
  void sizeOfTheJar() throws IOException {
    hold("jar.bytes", Files.size(AGENT));
  }

  /** Starts an app, and measures when all that the agent does by itself is done. */
  private static <T> T measure(
      MeasuredApp which, boolean agent, List<String> options, Measured<T> measured)
      throws IOException, InterruptedException {
    int metricsPort = RunningApp.freePort();
    List<String> command = new ArrayList<>(PREDICTABLE);
    command.addAll(options);
    if (agent) {
      command.add("-javaagent:" + AGENT + "=host=127.0.0.1,port=" + metricsPort);
    }
    command.addAll(which.command(DEMO, APPS, classes));
    try (RunningApp app = RunningApp.start(JAVA, command, metricsPort)) {
      app.millisToFirstResponse();
      if (agent) {
        scrape(URI.create("http://127.0.0.1:" + metricsPort + "/metrics"));
      }
      return measured.of(app);
    }
  }

  private static void scrape(URI metrics) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(metrics).build();
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (true) {
      try {
        HttpResponse<Void> response =
            HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
        assertThat(response.statusCode()).isEqualTo(200);
        return;
      } catch (IOException notYet) {
        assertThat(System.nanoTime())
            .as("the agent serves, at last: " + notYet)
            .isLessThan(deadline);
        LockSupport.parkNanos(10_000_000);
      }
    }
  }

  private static void hold(MeasuredApp app, String figure, long value) throws IOException {
    hold(app.name().toLowerCase(Locale.ROOT) + "." + figure, value);
  }

  private static void hold(String figure, long value) throws IOException {
    Properties budgets = new Properties();
    try (InputStream in = Files.newInputStream(FILE)) {
      budgets.load(in);
    }
    long budget = Long.parseLong(budgets.getProperty(figure));
    System.out.printf("budget %s: %,d of %,d%n", figure, value, budget);
    assertThat(value).as("%s, budgeted in %s", figure, FILE).isLessThanOrEqualTo(budget);
  }
}
