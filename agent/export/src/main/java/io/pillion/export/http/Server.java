package io.pillion.export.http;

import io.pillion.api.Faults;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Serves HTTP/1.1 on a port inside of somebody else's process: whatever clients do, it holds a
 * bounded number of connections, threads and bytes. Not the JDK's {@code HttpServer}, which on Java
 * 8 and 11 reads a request's head into memory without end, lets five slow clients stop all others,
 * and initialises the app's {@code java.util.logging}.
 *
 * <p>A connection has a thread while it is there. When there are too many connections, the client
 * that has been idle for the longest is cut off first: so a client that asks at once is served,
 * however many others only sit there.
 */
public final class Server implements Runnable {
  /** How often deadlines are looked at, while there are connections. */
  private static final long TICK_MILLIS = 200;

  /** How often deadlines are looked at, while a client may wait for a place. */
  private static final long CROWDED_TICK_MILLIS = 10;

  /** How long a JVM gets that is short of memory, threads or descriptors. */
  private static final long PAUSE_MILLIS = 100;

  private static final int PATIENCE_SECONDS = 10;

  private final ServerSocketChannel listener;
  private final Selector selector;
  private final SelectionKey accepting;
  private final Transport transport;
  private final Handler handler;
  private final int mostConnections;
  private final Faults faults;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), Server::thread);

  /**
   * @param listener bound; this server closes it
   * @param mostConnections at one time, from 1
   */
  public Server(
      ServerSocketChannel listener,
      Transport transport,
      Handler handler,
      int mostConnections,
      Faults faults)
      throws IOException {
    this.listener = listener;
    this.transport = transport;
    this.handler = handler;
    this.mostConnections = mostConnections;
    this.faults = faults;
    this.selector = Selector.open();
    listener.configureBlocking(false);
    this.accepting = listener.register(selector, 0);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "pillion-http");
    thread.setDaemon(true);
    thread.setContextClassLoader(Server.class.getClassLoader());
    return thread;
  }

  /** Begins to serve, on threads of its own. */
  public void start() {
    executor.execute(this);
  }

  @Override
  public void run() {
    while (listener.isOpen()) {
      try {
        boolean canTake = canTakeOneMore();
        accepting.interestOps(canTake ? SelectionKey.OP_ACCEPT : 0);
        selector.select(tickMillis(canTake));
        selector.selectedKeys().clear();
        closeLate();
        acceptWaiting();
      } catch (Throwable failure) { // of memory, threads or descriptors: it lives on
        retreat(failure);
      }
    }
  }

  /** How long to wait for a client; 0 is for ever: without connections there is no deadline. */
  private long tickMillis(boolean canTake) {
    if (!canTake) {
      return CROWDED_TICK_MILLIS;
    }
    return connections.isEmpty() ? 0 : TICK_MILLIS;
  }

  private void closeLate() {
    long now = System.nanoTime();
    for (Connection connection : connections) {
      connection.closeIfLate(now);
    }
  }

  private void acceptWaiting() throws IOException {
    while (canTakeOneMore()) {
      SocketChannel channel = listener.accept();
      if (channel == null) {
        return;
      }
      try {
        if (isCrowded()) {
          closeLongestIdle();
        }
        serve(channel);
      } catch (Throwable failure) {
        channel.close();
        throw failure;
      }
    }
  }

  /**
   * There is room, or an idle client to cut off. A client that is being answered is not cut off:
   * clients that come back at once would take the place from each other for ever. The new client
   * waits a moment.
   */
  private boolean canTakeOneMore() {
    return !isCrowded() || longestIdle() != null;
  }

  /** Then each client gets one answer: those that ask on and on would keep all others out. */
  private boolean isCrowded() {
    return connections.size() >= mostConnections;
  }

  private void closeLongestIdle() {
    Connection longest = longestIdle();
    if (longest != null) {
      connections.remove(longest); // its thread needs a moment to notice
      longest.close();
    }
  }

  private Connection longestIdle() {
    long now = System.nanoTime();
    Connection longest = null;
    long longestNanos = -1;
    for (Connection connection : connections) {
      long nanos = connection.idleNanos(now);
      if (nanos > longestNanos) {
        longest = connection;
        longestNanos = nanos;
      }
    }
    return longest;
  }

  private void serve(SocketChannel channel) throws IOException {
    channel.configureBlocking(true);
    Connection connection = new Connection(channel, transport, handler, this::isCrowded, faults);
    connections.add(connection);
    try {
      executor.execute(() -> serve(connection));
    } catch (Throwable noThread) {
      connections.remove(connection);
      throw noThread;
    }
  }

  private void serve(Connection connection) {
    try {
      connection.run();
    } finally {
      if (connections.remove(connection) && connections.size() == mostConnections - 1) {
        selector.wakeup(); // a client may wait for this place
      }
    }
  }

  /** A JVM without a free descriptor fails at once and again: an idle client's is given back. */
  private void retreat(Throwable failure) {
    try {
      if (listener.isOpen()) {
        faults.swallow("http", failure);
        closeLongestIdle();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    } catch (Throwable again) {
      // There is not even memory for this: the next round may find some.
    }
  }

  /**
   * Closes the port and every connection; an answer that is under way is broken off. No thread of
   * this server's runs when this returns, unless one hangs.
   */
  public void close() throws InterruptedException {
    try {
      listener.close();
      selector.close();
    } catch (IOException e) {
      // closed all the same
    }
    new ArrayList<>(connections).forEach(Connection::close);
    executor.shutdownNow();
    executor.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }
}
