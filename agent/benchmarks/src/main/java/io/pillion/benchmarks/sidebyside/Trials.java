package io.pillion.benchmarks.sidebyside;

import io.pillion.benchmarks.Load;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What is done with an app and one contender. Each trial starts a JVM of its own and ends it.
 *
 * @param java a home of Java
 * @param command see {@link MeasuredApp#command}
 * @param path that load asks for
 */
record Trials(Path java, List<String> command, String path) {
  static final int CONNECTIONS = 8;
  static final double RATE = 4_000;
  static final double SATURATED_SECONDS = 5;

  /** An app is warm when its JIT compiler takes less of a processor than this for a while. */
  private static final double COMPILING_WHEN_WARM = 0.01;

  private static final double WARM_UP_STEP_SECONDS = 2.5;
  private static final int MOST_WARM_UP_STEPS = 12;
  static final double RATE_SECONDS = 2;
  private static final double ALONE_SECONDS = 2;
  private static final int FIRST_REQUESTS = 200_000;
  static final int COUNTED_REQUESTS = 40_000;
  private static final int WARM_UP_REQUESTS = 60_000;
  private static final long SETTLE_MILLIS = 1_000;

  private RunningApp app(Contender contender, String... options) throws IOException {
    return RunningApp.start(java, contender, List.of(options), command);
  }

  /** From nothing to an app that has answered one request, and a second later. */
  Map<Figure, Double> start(Contender contender) throws IOException, InterruptedException {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    try (RunningApp app = app(contender)) {
      figures.put(Figure.FIRST_RESPONSE, app.millisToFirstResponse());
      figures.put(Figure.CPU_TO_FIRST_RESPONSE, app.cpuMillis());
      figures.put(Figure.READY, app.millisToReady());
      TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
      figures.put(Figure.RSS_AFTER_START, app.megabytes());
      Map<String, Long> counters = app.counters();
      figures.put(Figure.CLASSES, (double) classes(counters));
      figures.put(Figure.THREADS, (double) counters.get("java.threads.started"));
      if (!contender.isNone()) {
        figures.put(Figure.JAR_SIZE, Files.size(contender.jar()) / 1e6);
      }
    }
    return figures;
  }

  private static long classes(Map<String, Long> counters) {
    return counters.get("java.cls.loadedClasses") + counters.get("java.cls.sharedLoadedClasses");
  }

  /**
   * A warm app, first as fast as it can, then at a rate that it can bear. Its heap has one size:
   * what the collector makes of a heap that may grow differs from run to run by more than any agent
   * takes.
   */
  Map<Figure, Double> load(Contender contender) throws IOException, InterruptedException {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    try (RunningApp app = app(contender, "-Xms256m", "-Xmx256m")) {
      app.millisToFirstResponse();
      Load load = new Load(app.port(), path, CONNECTIONS);
      figures.put(Figure.CPU_OF_FIRST_REQUESTS, cpuMillis(app, load));
      warmUp(app, load);
      double cpuBefore = app.cpuMillis();
      long requests = load.saturate(SATURATED_SECONDS);
      figures.put(Figure.CPU_PER_REQUEST, 1000 * (app.cpuMillis() - cpuBefore) / requests);
      figures.put(Figure.REQUESTS_PER_SECOND, requests / SATURATED_SECONDS);
      long alone = new Load(app.port(), path, 1).saturate(ALONE_SECONDS);
      figures.put(Figure.TIME_PER_REQUEST, 1e6 * ALONE_SECONDS / alone);
      Histogram latencies = load.atRate(RATE, RATE_SECONDS);
      figures.put(Figure.P50, latencies.getValueAtPercentile(50) / 1e6);
      figures.put(Figure.P99, latencies.getValueAtPercentile(99) / 1e6);
      figures.put(Figure.P999, latencies.getValueAtPercentile(99.9) / 1e6);
      figures.put(Figure.RSS_UNDER_LOAD, app.megabytes());
    }
    return figures;
  }

  /** What a young app takes: most of it is the JIT compiler's. */
  private static double cpuMillis(RunningApp app, Load load)
      throws IOException, InterruptedException {
    double before = app.cpuMillis();
    load.times(FIRST_REQUESTS / CONNECTIONS);
    return app.cpuMillis() - before;
  }

  /** What the compiler takes must not be taken for what requests take. */
  private static void warmUp(RunningApp app, Load load) throws IOException, InterruptedException {
    double compiling = Double.POSITIVE_INFINITY;
    for (int i = 0; i < MOST_WARM_UP_STEPS && compiling > COMPILING_WHEN_WARM; i++) {
      double before = app.compiledSeconds();
      load.saturate(WARM_UP_STEP_SECONDS);
      compiling = (app.compiledSeconds() - before) / WARM_UP_STEP_SECONDS;
    }
  }

  /**
   * Bytes allocated per request of a warm app. The JVM runs with a collector that never collects
   * (JEP 318), so that the heap in use is all that was allocated, and without thread-local pieces
   * of the heap, so that what of these is unused is not counted. What the compiler saves by escape
   * analysis is saved.
   */
  Map<Figure, Double> allocation(Contender contender) throws IOException, InterruptedException {
    try (RunningApp app =
        app(
            contender,
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:+UseEpsilonGC",
            "-XX:-UseTLAB",
            "-Xmx12g")) {
      app.millisToFirstResponse();
      Load load = new Load(app.port(), path, CONNECTIONS);
      load.times(WARM_UP_REQUESTS / CONNECTIONS);
      long before = app.heapUsed();
      load.times(COUNTED_REQUESTS / CONNECTIONS);
      double bytes = (app.heapUsed() - before) / (double) COUNTED_REQUESTS;
      return Map.of(Figure.BYTES_PER_REQUEST, bytes);
    }
  }
}
