package io.pillion.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/** Requests from several connections at once, each with a thread of its own. */
public final class Load {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** What one connection does. */
  private interface Work<T> {
    T on(Connection connection, int index) throws IOException;
  }

  private final int port;
  private final String path;
  private final int connections;

  public Load(int port, String path, int connections) {
    this.port = port;
    this.path = path;
    this.connections = connections;
  }

  /** Asks as fast as the app answers, a number of times on each connection. */
  public void times(int timesEach) throws IOException, InterruptedException {
    onEach(
        (connection, index) -> {
          for (int i = 0; i < timesEach; i++) {
            connection.get(path);
          }
          return null;
        });
  }

  /** Asks as fast as the app answers, for a time; the number of answers. */
  public long saturate(double seconds) throws IOException, InterruptedException {
    long end = System.nanoTime() + (long) (seconds * 1e9);
    List<Long> answers =
        onEach(
            (connection, index) -> {
              long count = 0;
              while (System.nanoTime() < end) {
                connection.get(path);
                count++;
              }
              return count;
            });
    return answers.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Asks on a fixed schedule, and measures from the moment at which a request was due: one that had
   * to wait because the one before it was slow has waited (Tene, "How NOT to Measure Latency";
   * wrk2).
   *
   * @param perSecond of all connections together
   * @return nanoseconds
   */
  public Histogram atRate(double perSecond, double seconds)
      throws IOException, InterruptedException {
    long period = (long) (connections * 1e9 / perSecond);
    int requests = (int) (perSecond * seconds / connections);
    long start = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
    List<Histogram> each =
        onEach(
            (connection, index) -> {
              Histogram latencies = new Histogram(LONGEST_NANOS, 3);
              for (int i = 0; i < requests; i++) {
                long due = start + i * period + index * period / connections;
                sleepUntil(due);
                connection.get(path);
                latencies.recordValue(Math.min(System.nanoTime() - due, LONGEST_NANOS));
              }
              return latencies;
            });
    Histogram all = new Histogram(LONGEST_NANOS, 3);
    each.forEach(all::add);
    return all;
  }

  private static void sleepUntil(long due) {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private <T> List<T> onEach(Work<T> work) throws IOException, InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(connections);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        int index = i;
        running.add(
            threads.submit(
                () -> {
                  try (Connection connection = new Connection(port)) {
                    return work.on(connection, index);
                  }
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IOException("the app does not answer: " + e.getCause(), e);
    } finally {
      threads.shutdownNow();
    }
  }
}
