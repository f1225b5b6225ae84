package io.pillion.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final int CLIENTS = 8;

  private final Throttle throttle = new Throttle();
  private final AtomicInteger atWork = new AtomicInteger();
  private final AtomicInteger mostAtWork = new AtomicInteger();

  private Void work(boolean fails) throws Exception {
    long began = throttle.begin();
    try {
      mostAtWork.accumulateAndGet(atWork.incrementAndGet(), Math::max);
      atWork.decrementAndGet();
      if (fails) {
        throw new IllegalStateException("on purpose");
      }
    } catch (IllegalStateException onPurpose) {
      // whose turn ends all the same
    } finally {
      throttle.end(began, 0);
    }
    return null;
  }

  @Test
  void allComeToTheirTurnOneAtATimeAlsoWhereWorkFails() throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Future<Void>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        boolean fails = i % 3 == 0;
        all.add(clients.submit(() -> work(fails)));
      }
      for (Future<Void> each : all) {
        each.get(20, TimeUnit.SECONDS);
      }
      assertThat(mostAtWork).hasValue(1);
    } finally {
      clients.shutdownNow();
    }
  }
}
