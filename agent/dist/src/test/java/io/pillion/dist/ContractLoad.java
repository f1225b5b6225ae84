package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
interface ContractLoad extends Contract {
  int CONNECTIONS = 64;

  /** Of each connection, so that all together are no fewer than {@code contract.requests}. */
  int EACH = (Integer.getInteger("contract.requests", 20_000) + CONNECTIONS - 1) / CONNECTIONS;

  /** A request, and what it is answered. */
  record Kind(String method, String path, int status) {}

  /** What it is counted under, as others may be too. */
  record Counted(String method, String route, int status) {}

  List<Kind> KINDS =
      List.of(
          new Kind("GET", "/orders/7", 200),
          new Kind("POST", "/any", 200),
          new Kind("GET", "/status?code=204", 204),
          new Kind("POST", "/orders/7", 405),
          new Kind("GET", "/size?bytes=3000", 200),
          new Kind("GET", "/send-error?code=404", 404),
          new Kind("GET", "/async", 200),
          new Kind("GET", "/forward", 200));

  @Test
  default void underLoadTheCountsAreWhatTheClientsKnow() throws Exception {
    assumeTrue(server().can(ContractServer.Ability.KEPT_CONNECTIONS));
    Map<Counted, Integer> answered = new ConcurrentHashMap<>();
    ExecutorService clients = Executors.newFixedThreadPool(CONNECTIONS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        int offset = i;
        running.add(clients.submit(() -> askAll(offset, answered)));
      }
      for (Future<?> client : running) {
        client.get(5, TimeUnit.MINUTES);
      }
    } finally {
      clients.shutdownNow();
    }
    Scrape counted = counted();
    int all = EACH * CONNECTIONS;
    assertThat(counted.requests()).as(counted.requested()).isEqualTo(all);
    assertThat(counted.value("http_request_duration_seconds_count")).isEqualTo(all);
    assertThat(counted.value("http_response_size_bytes_count")).isEqualTo(all);
    answered.forEach(
        (as, count) ->
            assertThat(counted.requests(as.method(), as.route(), as.status()))
                .as("%s of %s", as, counted.requested())
                .isEqualTo(count.doubleValue()));
  }

  private Void askAll(int offset, Map<Counted, Integer> answered) throws Exception {
    try (Wire wire = new Wire(app())) {
      for (int i = 0; i < EACH; i++) {
        Kind kind = KINDS.get((offset + i) % KINDS.size());
        wire.send(Wire.request(kind.method() + " /shop" + kind.path()));
        assertThat(wire.readAnswers(1)).as(kind.toString()).containsExactly(kind.status());
        String route = server().route(kind.method(), kind.path());
        answered.merge(new Counted(kind.method(), route, kind.status()), 1, Integer::sum);
      }
    }
    return null;
  }
}
