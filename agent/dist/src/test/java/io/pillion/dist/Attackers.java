package io.pillion.dist;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Clients that mean no good, on the agent's port. They go on until they are closed. */
final class Attackers implements AutoCloseable {
  static final String SCRAPE =
      "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  private static final int ROUNDS_PER_SECOND = 20;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final LongAdder done = new LongAdder();
  private final String what;
  private volatile boolean over;

  private Attackers(String what) {
    this.what = what;
  }

  /**
   * Connections that send a text and nothing more; one that the agent closes comes again. Returns
   * when all were open, or refused, once.
   */
  static Attackers silent(int count, int port, String text) throws InterruptedException {
    Attackers attackers = new Attackers("connections opened");
    CountDownLatch open = new CountDownLatch(1);
    attackers.threads.execute(() -> attackers.keepOpen(count, port, text, open));
    if (!open.await(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException(count + " connections cannot be opened: see ulimit -n");
    }
    return attackers;
  }

  /** Each asks for all metrics, reads them, and does so again. */
  static Attackers scrapers(int count, int port) {
    Attackers attackers = new Attackers("scrapes answered");
    for (int i = 0; i < count; i++) {
      attackers.threads.execute(() -> attackers.scrape(port));
    }
    return attackers;
  }

  private void keepOpen(int count, int port, String text, CountDownLatch open) {
    List<SocketChannel> channels = new ArrayList<>();
    try {
      while (!over) {
        channels.removeIf(Attackers::isClosed);
        while (channels.size() < count && !over) {
          channels.add(connect(port, text));
        }
        open.countDown();
        LockSupport.parkNanos(1_000_000_000 / ROUNDS_PER_SECOND);
      }
    } catch (IOException refused) {
      open.countDown();
    } finally {
      channels.forEach(Attackers::close);
    }
  }

  private SocketChannel connect(int port, String text) throws IOException {
    SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    try {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException closed) {
      // the next round finds it
    }
    channel.configureBlocking(false);
    done.increment();
    return channel;
  }

  private static boolean isClosed(SocketChannel channel) {
    try {
      if (channel.read(ByteBuffer.allocate(1000)) >= 0) {
        return false;
      }
    } catch (IOException reset) {
      // closed, too
    }
    close(channel);
    return true;
  }

  private static void close(SocketChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // what is not open needs no closing
    }
  }

  private void scrape(int port) {
    while (!over) {
      try (Wire wire = new Wire(port)) {
        if (wire.send(SCRAPE).readAll().startsWith("HTTP/1.1 200")) {
          done.increment();
        }
      } catch (IOException closed) {
        // an attacker does not mind
      }
    }
  }

  @Override
  public String toString() {
    return done + " " + what;
  }

  @Override
  public void close() {
    over = true;
    threads.shutdownNow();
  }
}
