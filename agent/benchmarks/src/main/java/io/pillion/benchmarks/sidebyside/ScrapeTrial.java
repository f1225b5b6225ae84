package io.pillion.benchmarks.sidebyside;

import io.pillion.benchmarks.Connection;
import io.pillion.benchmarks.Load;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Scrapes {@link SeriesApp} as Prometheus would, and asks what the app's clients feel of it.
 *
 * @param java a home of Java
 * @param demo a jar that holds Undertow
 * @param beans a file that tells OpenTelemetry which managed beans to read
 */
record ScrapeTrial(Path java, Path demo, Path beans) {
  /** https://opentelemetry.io/docs/zero-code/java/agent/ and its JMX metric rules. */
  static final String BEANS =
      """
      rules:
        - bean: io.pillion.benchmarks:type=Series,name=*
          metricAttribute:
            name: param(name)
          mapping:
            Value:
              metric: benchmark.value
              type: gauge
              unit: "1"
              desc: A number to read.
      """;

  private static final int WARM_UP = 20;
  private static final int MEASURED = 11;

  /** Of what a scrape takes: an agent may let scrapes without a rest between them wait. */
  private static final int REST = 4;

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** The figures; none for an agent that serves no metrics. */
  Map<Figure, Double> run(Contender contender) throws IOException, InterruptedException {
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    if (!contender.servesMetrics()) {
      return figures;
    }
    Contender reading =
        contender.name().startsWith("otel")
            ? contender.with(
                List.of(
                    "-Dotel.jmx.config=" + beans,
                    "-Dotel.jmx.discovery.delay=1000",
                    "-Dotel.instrumentation.jmx-metrics.enabled=true",
                    "-Dotel.java.metrics.cardinality.limit=20000"))
            : contender;
    String classes =
        ScrapeTrial.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    String classPath = classes + File.pathSeparator + demo;
    try (RunningApp app =
        RunningApp.start(
            java, reading, List.of(), List.of("-cp", classPath, SeriesApp.class.getName()))) {
      app.millisToFirstResponse();
      useEveryRoute(app);
      URI metrics = URI.create("http://127.0.0.1:" + app.metricsPort() + "/metrics");
      awaitSeries(metrics);
      time(metrics, "identity", Figure.SCRAPE_TIME, Figure.SCRAPE_SIZE, figures);
      time(metrics, "gzip", Figure.SCRAPE_TIME_GZIP, Figure.SCRAPE_SIZE_GZIP, figures);
      figures.put(Figure.SERIES, (double) series(metrics));
      figures.put(Figure.P999_SCRAPED, p999WhileScraped(app, metrics));
    }
    return figures;
  }

  private static void useEveryRoute(RunningApp app) throws IOException {
    try (Connection connection = new Connection(app.port())) {
      for (int i = 0; i < SeriesApp.ROUTES; i++) {
        connection.get("/route-" + i + "/1");
      }
    }
  }

  /** Agents find managed beans in their own time. */
  private static void awaitSeries(URI metrics) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(12);
    while (System.nanoTime() < deadline) {
      try {
        if (series(metrics) > 9_000) {
          return;
        }
      } catch (IOException notYet) {
        // its server may start after the app
      }
      TimeUnit.MILLISECONDS.sleep(250);
    }
  }

  private static long series(URI metrics) throws IOException, InterruptedException {
    String text = new String(scrape(metrics, "identity"), StandardCharsets.UTF_8);
    return text.lines().filter(line -> !line.isEmpty() && !line.startsWith("#")).count();
  }

  private static byte[] scrape(URI metrics, String encoding)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(metrics)
            .version(HttpClient.Version.HTTP_1_1)
            .header("Accept-Encoding", encoding)
            .timeout(Duration.ofSeconds(30))
            .build();
    HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IOException(metrics + " answers " + response.statusCode());
    }
    return response.body();
  }

  private static void time(
      URI metrics, String encoding, Figure time, Figure size, Map<Figure, Double> figures)
      throws IOException, InterruptedException {
    List<Double> millis = new ArrayList<>();
    int bytes = 0;
    for (int i = 0; i < WARM_UP + MEASURED; i++) {
      long start = System.nanoTime();
      bytes = scrape(metrics, encoding).length;
      long nanos = System.nanoTime() - start;
      if (i >= WARM_UP) {
        millis.add(nanos / 1e6);
      }
      TimeUnit.NANOSECONDS.sleep(REST * nanos);
    }
    figures.put(time, Results.Spread.of(millis).median());
    figures.put(size, bytes / 1e3);
  }

  private static double p999WhileScraped(RunningApp app, URI metrics)
      throws IOException, InterruptedException {
    Load load = new Load(app.port(), "/route-0/1", Trials.CONNECTIONS);
    load.saturate(1);
    ScheduledExecutorService scraper = Executors.newSingleThreadScheduledExecutor();
    try {
      var unused =
          scraper.scheduleAtFixedRate(() -> scrapeOnce(metrics), 0, 250, TimeUnit.MILLISECONDS);
      return load.atRate(Trials.RATE, Trials.RATE_SECONDS).getValueAtPercentile(99.9) / 1e6;
    } finally {
      scraper.shutdownNow();
    }
  }

  private static void scrapeOnce(URI metrics) {
    try {
      scrape(metrics, "gzip");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
