package io.pillion.dist;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Clients that send one request after the other, each on a connection of its own, and never pause.
 */
final class Load implements AutoCloseable {
  /** What they ask for now, and the answers to it. */
  private record Task(String path, AtomicInteger answers, Phaser begun) {}

  private static final int ENOUGH = 100;

  private final ExecutorService clients;
  private final int count;
  private final List<Future<?>> running = new ArrayList<>();
  private volatile Task task;
  private volatile boolean over;

  Load(App app, int count) {
    this.count = count;
    this.task = task("/exact");
    this.clients = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      running.add(clients.submit(() -> send(app)));
    }
  }

  private Task task(String path) {
    return new Task(path, new AtomicInteger(), new Phaser(count + 1));
  }

  private Void send(App app) throws IOException {
    Task last = null;
    try (Wire wire = new Wire(app)) {
      while (!over) {
        Task now = task;
        if (!now.equals(last)) {
          now.begun.arrive();
          last = now;
        }
        wire.send(Wire.request("GET " + now.path));
        if (wire.readAnswers(1).get(0) != 200) {
          throw new IOException(now.path + " was not answered");
        }
        now.answers.incrementAndGet();
      }
    }
    return null;
  }

  /** From now on they ask for another path; returns when none waits for an earlier one's answer. */
  void switchTo(String path) throws Exception {
    Task next = task(path);
    task = next;
    next.begun.arrive();
    next.begun.awaitAdvanceInterruptibly(0, 20, TimeUnit.SECONDS);
    running.stream().filter(Future::isDone).forEach(Load::result);
  }

  /** Lets them ask for a path for a while, and returns how many answers there were. */
  int answersTo(String path) throws Exception {
    switchTo(path);
    Task asked = task;
    await().pollInterval(Duration.ofMillis(2)).until(() -> asked.answers.get() >= ENOUGH);
    switchTo("/exact");
    return asked.answers.get();
  }

  /** Ends them all, and throws what went wrong with one. */
  @Override
  public void close() {
    over = true;
    clients.shutdown();
    running.forEach(Load::result);
  }

  private static void result(Future<?> client) {
    try {
      client.get(20, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
