package io.pillion.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
  private static final long STALL_NANOS = 500_000_000;

  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;

  /** Else the JDK's server holds back the end of each answer until the client has had its begin. */
  @BeforeAll
  static void answerAtOnce() {
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          if (asked.incrementAndGet() == 10) {
            stall();
          }
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write(new byte[] {'o', 'k'});
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void stall() {
    long end = System.nanoTime() + STALL_NANOS;
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private Load load(int connections) {
    return new Load(server.getAddress().getPort(), "/", connections);
  }

  @Test
  void requestsThatAreDueWhileTheAppStallsHaveWaited() throws Exception {
    Histogram latencies = load(1).atRate(100, 1);
    assertThat(latencies.getTotalCount()).isEqualTo(100);
    assertThat(latencies.getCountBetweenValues(STALL_NANOS / 2, Long.MAX_VALUE / 4))
        .as("half of the 50 that were due in the stall waited for half of it, or longer")
        .isGreaterThanOrEqualTo(20);
  }

  @Test
  void everyAnswerIsCounted() throws Exception {
    assertThat(load(2).saturate(0.7)).isEqualTo(asked.get());
  }

  @Test
  void eachConnectionAsksAsOftenAsTold() throws Exception {
    load(3).times(20);
    assertThat(asked.get()).isEqualTo(60);
  }
}
