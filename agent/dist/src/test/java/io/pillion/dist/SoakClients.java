package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Clients that send random requests in every version of HTTP, and one that resets streams, until
 * their time is over. They keep the truth: what they asked for, and were answered.
 */
final class SoakClients implements AutoCloseable {
  private static final int CLIENTS = 6;

  /** So many requests for each reset. */
  static final int REQUESTS_PER_RESET = 20;

  /** Undertow closes a connection with more than 200 resets in half a minute. */
  private static final int RESETS_A_CONNECTION = 99;

  private static final int PIPELINED = 25;

  final Map<SoakRequest.Counted, LongAdder> answered = new ConcurrentHashMap<>();
  final LongAdder bodyBytes = new LongAdder();
  final LongAdder resetDuringTheUpload = new LongAdder();
  final LongAdder resetAtOnce = new LongAdder();
  final LongAdder resetAfterTheHeaders = new LongAdder();

  private final App app;
  private final double nanosPerRequest;
  private final long end;
  private final ReadWriteLock gate = new ReentrantReadWriteLock(true);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Future<?>> running = new ArrayList<>();

  /** What a client does on one connection; the number of requests. */
  private interface Conversation {
    int hold(Random random) throws Exception;
  }

  /**
   * @param perSecond requests of all clients together, where the app is as fast
   * @param seed of what they ask for
   */
  SoakClients(App app, double perSecond, long seconds, long seed) {
    this.app = app;
    this.nanosPerRequest = CLIENTS * 1e9 / perSecond;
    this.end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (int i = 0; i < CLIENTS; i++) {
      Random random = new Random(seed + i);
      running.add(threads.submit(() -> talk(random, nanosPerRequest, this::requests)));
    }
    double nanosPerReset = nanosPerRequest / CLIENTS * REQUESTS_PER_RESET;
    running.add(threads.submit(() -> talk(new Random(seed), nanosPerReset, this::resets)));
  }

  private Void talk(Random random, double nanosEach, Conversation conversation) throws Exception {
    double due = System.nanoTime();
    while (System.nanoTime() < end) {
      gate.readLock().lock();
      try {
        due += conversation.hold(random) * nanosEach;
      } finally {
        gate.readLock().unlock();
      }
      LockSupport.parkNanos(Math.min((long) due, end) - System.nanoTime());
      due = Math.max(due, System.nanoTime() - nanosEach); // what is late is not made up for
    }
    return null;
  }

  /** Does something while no client has a connection, unless something went wrong with one. */
  void atRest(Runnable something) throws Exception {
    gate.writeLock().lock();
    try {
      for (Future<?> client : running) {
        if (client.isDone()) {
          client.get();
        }
      }
      something.run();
    } finally {
      gate.writeLock().unlock();
    }
  }

  private int requests(Random random) throws Exception {
    return switch (random.nextInt(10)) {
      case 0 -> single(random, "HTTP/1.0", "");
      case 1 -> single(random, "HTTP/1.1", "Connection: close\r\n");
      case 2 -> ajp(random);
      case 3, 4 -> http2(random);
      default -> pipelined(random);
    };
  }

  private int single(Random random, String version, String connection) throws Exception {
    SoakRequest request = SoakRequest.random(random);
    try (Wire wire = new Wire(app)) {
      String answer = wire.send(request.text(version, connection, false)).readAll();
      expect(request, Integer.parseInt(answer.substring(9, 12)));
    }
    return 1;
  }

  private int pipelined(Random random) throws Exception {
    int batches = 1 + random.nextInt(20);
    int sent = 0;
    try (Wire wire = new Wire(app)) {
      for (int i = 0; i < batches; i++) {
        List<SoakRequest> batch = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int n = 1 + random.nextInt(PIPELINED); n > 0; n--) {
          SoakRequest request = SoakRequest.random(random);
          batch.add(request);
          text.append(request.text("HTTP/1.1", "", random.nextBoolean()));
        }
        wire.send(text.toString());
        for (SoakRequest request : batch) {
          expect(request, wire.readAnswer(request.isHead()));
        }
        sent += batch.size();
      }
    }
    return sent;
  }

  private int http2(Random random) throws Exception {
    int streams = 1 + random.nextInt(60);
    try (Http2Wire wire = new Http2Wire(app)) {
      for (int stream = 1; stream < 2 * streams; stream += 2) {
        SoakRequest request = SoakRequest.random(random);
        wire.request(stream, request);
        wire.awaitEnd(stream);
        answered(request);
      }
    }
    return streams;
  }

  private int ajp(Random random) throws Exception {
    int requests = 1 + random.nextInt(20);
    try (AjpWire wire = new AjpWire(app)) {
      for (int i = 0; i < requests; i++) {
        assertThat(wire.exchange(AjpWire.Method.GET, "/exact")).isEqualTo(200);
        count(new SoakRequest.Counted("GET", "/exact", 200, ""));
      }
    }
    return requests;
  }

  /**
   * Streams that are given up at every stage; the connection lives on. None of them is in the hands
   * of a worker: Undertow 2.4.4 loses a few of those, with an agent or without, and then calls no
   * completion listener.
   */
  private int resets(Random random) throws Exception {
    try (Http2Wire wire = new Http2Wire(app)) {
      int stream = 1;
      for (int i = 0; i < RESETS_A_CONNECTION; i++, stream += 2) {
        switch (random.nextInt(3)) {
          case 0 -> {
            wire.request(stream, "POST", "/receive", false);
            wire.body(stream, new byte[100], false);
            resetDuringTheUpload.increment();
          }
          case 1 -> {
            wire.request(stream, "GET", "/async?ms=2", true);
            resetAtOnce.increment();
          }
          default -> {
            wire.request(stream, "GET", "/size?bytes=100", true);
            wire.awaitHeaders(stream);
            resetAfterTheHeaders.increment();
          }
        }
        wire.cancel(stream);
      }
      wire.request(stream, "GET", "/blocking", true);
      wire.awaitEnd(stream); // by then the app has read all resets
      count(new SoakRequest.Counted("GET", "/blocking", 200, ""));
    }
    return RESETS_A_CONNECTION;
  }

  private void expect(SoakRequest request, int status) {
    assertThat(status).as(request.toString()).isEqualTo(request.counted().status());
    answered(request);
  }

  private void answered(SoakRequest request) {
    bodyBytes.add(request.body().length());
    count(request.counted());
  }

  private void count(SoakRequest.Counted labels) {
    answered.computeIfAbsent(labels, key -> new LongAdder()).increment();
  }

  long resets() {
    return resetDuringTheUpload.sum() + resetAtOnce.sum() + resetAfterTheHeaders.sum();
  }

  /** All that the app must have counted, the streams that were reset included. */
  long requests() {
    return answered.values().stream().mapToLong(LongAdder::sum).sum() + resets();
  }

  boolean isOver() {
    return running.stream().allMatch(Future::isDone);
  }

  /** Throws what went wrong with a client. */
  void awaitEnd() throws Exception {
    for (Future<?> client : running) {
      client.get(1, TimeUnit.MINUTES);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
