package io.pillion.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CounterTest {

  private static final int THREADS = 4;
  private static final int TIMES = 500_000;

  @Test
  void losesNoIncrementAmongThreads() throws Exception {
    Counter counter = new Counter();
    inParallel(n -> counter.increment());
    assertThat(counter.value()).isEqualTo(THREADS * TIMES);
  }

  @Test
  void losesNoNamedIncrementAmongThreads() throws Exception {
    NamedCounters counters = new NamedCounters();
    inParallel(n -> counters.increment("name"));
    assertThat(counters.value("name")).hasValue(THREADS * TIMES);
  }

  /** Has each thread do the same, all of them beginning at once. */
  private static void inParallel(IntConsumer action) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    CompletableFuture<?>[] threads = new CompletableFuture<?>[THREADS];
    for (int t = 0; t < THREADS; t++) {
      CompletableFuture<Void> done = new CompletableFuture<>();
      threads[t] = done;
      new Thread(() -> run(start, action, done)).start();
    }
    CompletableFuture.allOf(threads).get();
  }

  private static void run(CyclicBarrier start, IntConsumer action, CompletableFuture<Void> done) {
    try {
      start.await();
      IntStream.range(0, TIMES).forEach(action);
      done.complete(null);
    } catch (Throwable t) {
      done.completeExceptionally(t);
    }
  }
}
