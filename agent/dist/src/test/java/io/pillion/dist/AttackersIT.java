package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Attackers on the agent's port: the app answers every request meanwhile, and Prometheus gets its
 * metrics. How fast is printed beside how fast without them; it depends on the machine. The
 * property {@code attack.seconds} says how long each goes on.
 */
class AttackersIT {
  private static final int SECONDS = Integer.getInteger("attack.seconds", 5);
  private static final int REQUESTS_PER_SECOND = 400;

  /**
   * A kernel whose queue of new connections is full drops a client's SYN, which comes again after
   * 1, 3, 7 and 15 s: on a busy machine that is no fault of the agent's. How long it took is
   * printed.
   */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long BETWEEN_SCRAPES_NANOS = 200_000_000;

  /** Each makes about 25 series of a route. */
  private static final int TENANTS = 190;

  private static App app;
  private static int port;

  /** An attack, once it has begun. */
  private interface Attack {
    Attackers begin() throws Exception;
  }

  @BeforeAll
  static void startWithTenThousandSeries() throws Exception {
    String tenants =
        IntStream.range(0, TENANTS).mapToObj(i -> "t" + i).collect(Collectors.joining("|"));
    app = App.launch().agent("http.labels=tenant=X-Tenant:" + tenants).testApp("tree");
    port = app.agent().getPort();
    try (Wire wire = new Wire(app)) {
      for (int i = 0; i < TENANTS; i++) {
        for (String path : new String[] {"/exact", "/both", "/prefix/x"}) {
          wire.send("GET " + path + " HTTP/1.1\r\nHost: x\r\nX-Tenant: t" + i + "\r\n\r\n");
          wire.readAnswer(false);
        }
      }
    }
    assertThat(app.scrapeWhenIdle().all()).hasSizeGreaterThan(10_000);
    SteadyLoad warmUp = SteadyLoad.on(app, REQUESTS_PER_SECOND, SECONDS);
    System.out.println("attackers: none, in a cold JVM: " + warmUp);
  }

  @AfterAll
  static void theAppLivesAndTheAgentHasNoFaults() throws Exception {
    try (App ended = app) {
      Scrape last = ended.scrapeWhenIdle();
      assertThat(last.value("pillion_errors_total")).isZero();
      assertThat(ended.agentLines()).as("no line for an attacker").hasSize(1);
    }
  }

  @Test
  void fiveHundredHalfSentRequests() throws Exception {
    sideBySide(
        "500 half-sent requests",
        () -> Attackers.silent(500, port, "GET /metrics HTTP/1.1\r\nHost: local"));
  }

  @Test
  void fiveThousandIdleConnections() throws Exception {
    sideBySide("5,000 idle connections", () -> Attackers.silent(5000, port, ""));
  }

  @Test
  void sixtyFourScrapersAtOnce() throws Exception {
    sideBySide("64 scrapers of 10,000 series", () -> Attackers.scrapers(64, port));
  }

  private static void sideBySide(String name, Attack attack) throws Exception {
    String without = "without: " + scrapedUnderLoad();
    try (Attackers attackers = attack.begin()) {
      String with = "with: " + scrapedUnderLoad();
      System.out.println(
          "attackers: " + name + ", " + attackers + "\n  " + without + "\n  " + with);
    }
  }

  /** What the app's clients and a well-behaved scraper felt. */
  private static String scrapedUnderLoad() throws Exception {
    CompletableFuture<String> load =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return SteadyLoad.on(app, REQUESTS_PER_SECOND, SECONDS).toString();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    int scrapes = 0;
    long longest = 0;
    while (!load.isDone()) {
      long begin = System.nanoTime();
      // each on a connection of its own: one that was kept may be closed as the longest idle
      try (Wire wire = new Wire(port)) {
        String answer = wire.send(Attackers.SCRAPE).readAll();
        assertThat(answer).startsWith("HTTP/1.1 200").contains("http_requests_in_flight");
      }
      longest = Math.max(longest, System.nanoTime() - begin);
      assertThat(longest).isLessThan(PATIENCE.toNanos());
      scrapes++;
      LockSupport.parkNanos(BETWEEN_SCRAPES_NANOS);
    }
    return String.format(
        Locale.ROOT, "%s; %,d scrapes, the longest %.0f ms", load.get(), scrapes, longest / 1e6);
  }
}
