package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Under load no request is lost, and none is counted twice. */
class LoadIT {
  private static final int CONNECTIONS = 20;
  private static final int BATCHES = 100;
  private static final int BATCH = 100;

  /** What a batch repeats, with the route and the status that it is counted under. */
  private record Kind(String request, String method, String route, int status) {}

  private static final List<Kind> KINDS =
      List.of(
          new Kind("GET /exact", "GET", "/exact", 200),
          new Kind("GET /api/items/1", "GET", "/api/items/{id}", 200),
          new Kind("POST /prefix/x", "POST", "/prefix/*", 200),
          new Kind("GET /nowhere", "GET", "_UNMATCHED", 404),
          new Kind("GET /status?code=503", "GET", "/status", 503),
          new Kind("DELETE /api/items/1", "DELETE", "/api/*", 405),
          new Kind("GET /dispatch-task", "GET", "/dispatch-task", 200),
          new Kind("GET /nested/inner/routed/leaf/1", "GET", "/nested/inner/routed/leaf/{x}", 200));

  @Test
  void of200000ConcurrentRequestsNotOneIsLost() throws Exception {
    Map<Kind, Integer> answered = new ConcurrentHashMap<>();
    try (App app = App.start("tree")) {
      ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
      try {
        List<Future<?>> done = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
          int offset = i;
          done.add(clients.submit(() -> load(app, offset, answered)));
        }
        for (Future<?> client : done) {
          client.get(2, TimeUnit.MINUTES);
        }
      } finally {
        clients.shutdownNow();
      }
      Scrape scrape = app.scrapeWhenIdle();
      assertThat(scrape.requests()).isEqualTo(200_000);
      assertThat(scrape.value("http_request_duration_seconds_count")).isEqualTo(200_000);
      assertThat(scrape.value("http_response_size_bytes_count")).isEqualTo(200_000);
      answered.forEach(
          (kind, count) ->
              assertThat(scrape.requests(kind.method(), kind.route(), kind.status()))
                  .as(kind.toString())
                  .isEqualTo(count.doubleValue()));
      assertThat(scrape.value("pillion_errors_total")).isZero();
      assertThat(scrape.value("pillion_request_overhead_seconds_count"))
          .as("one request of 16 is timed: 12,500 by expectation, give or take 108")
          .isBetween(11_800.0, 13_200.0);
      assertThat(scrape.value("pillion_request_overhead_seconds_sum")).isPositive();
    }
  }

  private static Void load(App app, int offset, Map<Kind, Integer> answered) throws Exception {
    try (Wire wire = new Wire(app)) {
      for (int i = 0; i < BATCHES; i++) {
        Kind kind = KINDS.get((offset + i) % KINDS.size());
        wire.send(Wire.request(kind.request()).repeat(BATCH));
        assertThat(wire.readAnswers(BATCH)).containsOnly(kind.status());
        answered.merge(kind, BATCH, Integer::sum);
      }
    }
    return null;
  }
}
