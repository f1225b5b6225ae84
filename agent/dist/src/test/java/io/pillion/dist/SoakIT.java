package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However long it runs, whatever clients send: every request is counted once, and the agent does
 * not grow. The properties {@code soak.seconds}, {@code soak.per.second} and {@code soak.least} say
 * how long, how many requests a second at most, and how many in all at least.
 */
class SoakIT {
  private static final int SECONDS = Integer.getInteger("soak.seconds", 60);
  private static final int PER_SECOND = Integer.getInteger("soak.per.second", 35_000);
  private static final int LEAST = Integer.getInteger("soak.least", 0);
  private static final int SEED = 10;

  private static final int LOOKS = 12;

  /** What the heap at rest may differ by: the app's own pools, and what the JVM remembers. */
  private static final long NOISE_BYTES = 500_000;

  private static final int NOISE_THREADS = 4;
  private static final int NOISE_DESCRIPTORS = 8;
  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)");

  /** The app between two requests. */
  private record Look(
      long seconds, long requests, long resets, long heap, int series, int threads, int files) {
    static final String HEAD =
        "| seconds | requests | HTTP/2 resets | heap after a collection, KB | series | threads |"
            + " descriptors |\n|--:|--:|--:|--:|--:|--:|--:|";

    String row() {
      return String.format(
          Locale.ROOT,
          "| %,d | %,d | %,d | %,d | %,d | %,d | %,d |",
          seconds,
          requests,
          resets,
          heap / 1000,
          series,
          threads,
          files);
    }
  }

  private final List<Look> looks = new ArrayList<>();

  @Test
  void everyRequestIsCountedAndTheAgentDoesNotGrow(@TempDir Path folder) throws Exception {
    Path quiet = Files.writeString(folder.resolve("logging.properties"), ".level=OFF\n");
    try (App app =
            App.launch()
                .agent(SoakRequest.LABELS)
                .options("-Xmx128m", "-XX:SoftRefLRUPolicyMSPerMB=0")
                .options(
                    "-Djava.util.logging.config.file=" + quiet) // /throw is logged with a trace
                .testApp("tree");
        SoakClients clients = new SoakClients(app, PER_SECOND, SECONDS, SEED)) {
      long start = System.nanoTime();
      System.out.println(Look.HEAD);
      for (int i = 1; i <= LOOKS && !clients.isOver(); i++) {
        long due = start + TimeUnit.SECONDS.toNanos(SECONDS) * i / LOOKS;
        while (System.nanoTime() < due && !clients.isOver()) {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        clients.atRest(() -> look(app, clients, start));
      }
      clients.awaitEnd();
      Scrape last = app.scrapeWhenIdle();
      expectTheTruth(last, clients);
      expectNoGrowth();
      assertThat(clients.requests()).isGreaterThanOrEqualTo(LEAST);
      assertThat(clients.resets()).isGreaterThanOrEqualTo(LEAST / SoakClients.REQUESTS_PER_RESET);
      assertThat(app.agentLines()).as("nothing but that it serves").hasSize(1);
    }
  }

  private void look(App app, SoakClients clients, long start) {
    Scrape scrape = app.scrapeWhenIdle();
    assertThat((long) scrape.requests()).isEqualTo(clients.requests());
    Look look =
        new Look(
            TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
            clients.requests(),
            clients.resets(),
            liveHeap(app),
            series(scrape),
            (int) scrape.value("jvm_threads_current"),
            (int) scrape.value("process_open_fds"));
    looks.add(look);
    System.out.println(look.row());
  }

  /** Bytes of all objects that are reachable. */
  private static long liveHeap(App app) {
    try {
      Process jcmd =
          new ProcessBuilder(
                  Jvm.own().tool("jcmd"),
                  String.valueOf(app.process().pid()),
                  "GC.class_histogram") // collects first
              .redirectErrorStream(true)
              .start();
      String said = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      Matcher total = TOTAL.matcher(said);
      assertThat(total.find()).as(said).isTrue();
      return Long.parseLong(total.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of requests; those of a reset at once are left out, whose status may be either. */
  private static int series(Scrape scrape) {
    return (int)
        scrape.all().stream()
            .filter(sample -> sample.name().startsWith("http_"))
            .filter(sample -> !"/async".equals(sample.labels().get("route")))
            .count();
  }

  private static void expectTheTruth(Scrape scrape, SoakClients clients) {
    clients.answered.forEach((labels, count) -> expect(labels.in(scrape), count, labels));
    double upload = scrape.requests("POST", "/receive", 499);
    expect(upload, clients.resetDuringTheUpload, "reset during the upload");
    double begun = scrape.requests("GET", "/size", 200);
    expect(begun, clients.resetAfterTheHeaders, "reset after the headers");
    double either = scrape.requests("GET", "/async", 200) + scrape.requests("GET", "/async", 499);
    expect(either, clients.resetAtOnce, "reset at once, before or after the answer");
    assertThat((long) scrape.requests()).isEqualTo(clients.requests());
    double observed = scrape.value("http_request_duration_seconds_count");
    assertThat((long) observed).isEqualTo(clients.requests());
    double bytes = scrape.value("http_request_size_bytes_sum", "route", "/echo");
    expect(bytes, clients.bodyBytes, "bytes of bodies");
    assertThat(scrape.value("http_request_exceptions_total"))
        .isEqualTo(scrape.requests("GET", "/throw", 500));
    assertThat(scrape.value("http_requests_in_flight")).isZero();
    assertThat(scrape.value("pillion_errors_total")).isZero();
  }

  private static void expect(double counted, LongAdder truth, Object what) {
    assertThat((long) counted).as(what.toString()).isEqualTo(truth.sum());
  }

  /** In the second half; in the first, pools fill, and what is rare is asked for the first time. */
  private void expectNoGrowth() {
    Look middle = looks.get(looks.size() / 2 - 1);
    Look last = looks.get(looks.size() - 1);
    assertThat(last.series()).isEqualTo(middle.series());
    assertThat(last.heap()).isLessThan(middle.heap() + NOISE_BYTES);
    assertThat(last.threads()).isLessThanOrEqualTo(middle.threads() + NOISE_THREADS);
    assertThat(last.files()).isLessThanOrEqualTo(middle.files() + NOISE_DESCRIPTORS);
  }
}
