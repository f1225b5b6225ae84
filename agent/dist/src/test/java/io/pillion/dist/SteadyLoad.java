package io.pillion.dist;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that ask an app at a fixed rate, and measure from the moment at which a request was due:
 * one that had to wait because the one before it was slow has waited, too.
 */
final class SteadyLoad {
  private static final int CLIENTS = 4;
  private static final int REQUESTS_A_CONNECTION = 20;

  /** In nanoseconds, in ascending order. Clients throw at the first error. */
  private final long[] latencies;

  private SteadyLoad(long[] latencies) {
    this.latencies = latencies;
  }

  /**
   * @throws Exception if one request was not answered with 200
   */
  static SteadyLoad on(App app, int perSecond, int seconds) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<long[]>> running = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        running.add(threads.submit(() -> ask(app, perSecond, perSecond * seconds / CLIENTS)));
      }
      long[] all = new long[0];
      for (Future<long[]> client : running) {
        long[] some = client.get(seconds + 30L, TimeUnit.SECONDS);
        all = Arrays.copyOf(all, all.length + some.length);
        System.arraycopy(some, 0, all, all.length - some.length, some.length);
      }
      Arrays.sort(all);
      return new SteadyLoad(all);
    } finally {
      threads.shutdownNow();
    }
  }

  private static long[] ask(App app, int perSecond, int times) throws IOException {
    long period = CLIENTS * 1_000_000_000L / perSecond;
    long[] latencies = new long[times];
    long start = System.nanoTime();
    for (int i = 0; i < times; ) {
      try (Wire wire = new Wire(app)) {
        for (int end = Math.min(times, i + REQUESTS_A_CONNECTION); i < end; i++) {
          long due = start + i * period;
          LockSupport.parkNanos(due - System.nanoTime());
          int status = wire.send(Wire.request("GET /exact")).readAnswer(false);
          if (status != 200) {
            throw new IOException("/exact was answered with " + status);
          }
          latencies[i] = System.nanoTime() - due;
        }
      }
    }
    return latencies;
  }

  private double millis(double quantile) {
    return latencies[(int) (quantile * (latencies.length - 1))] / 1e6;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,d requests of the app, p50 %.2f ms, p99 %.2f ms",
        latencies.length,
        millis(0.5),
        millis(0.99));
  }
}
