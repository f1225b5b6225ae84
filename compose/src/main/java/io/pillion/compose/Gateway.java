package io.pillion.compose;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One published port for any number of replicas: passes TCP connections on to the addresses that a
 * name has in DNS, in turn, and to the next one where one refuses.
 *
 * <p>An argument per port: {@code 8080=demo-app:8080}; {@code ,first} behind it prefers the same
 * replica every time.
 */
public final class Gateway {
  private static final int CONNECT_TIMEOUT_MILLIS = 1_000;

  private final String host;
  private final int port;
  private final boolean first;
  private final AtomicInteger turn = new AtomicInteger();

  private Gateway(String host, int port, boolean first) {
    this.host = host;
    this.port = port;
    this.first = first;
  }

  /** Listens on every port that {@code args} name, until the process ends. */
  public static void main(String[] args) throws IOException {
    // A replica that came or went is known within a second.
    java.security.Security.setProperty("networkaddress.cache.ttl", "1");
    java.security.Security.setProperty("networkaddress.cache.negative.ttl", "0");
    for (String arg : args) {
      if (!arg.matches("\\d+=[^:,]+:\\d+(,first)?")) {
        throw new IllegalArgumentException(
            "'" + arg + "': expected PORT=HOST:PORT or PORT=HOST:PORT,first");
      }
      String[] parts = arg.split("[=:,]", -1);
      var gateway = new Gateway(parts[1], Integer.parseInt(parts[2]), parts.length > 3);
      var listener = new ServerSocket(Integer.parseInt(parts[0]));
      start(() -> gateway.accept(listener));
    }
  }

  private void accept(ServerSocket listener) {
    while (true) {
      try {
        Socket client = listener.accept();
        start(() -> serve(client));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void serve(Socket client) {
    try (client;
        Socket server = connect()) {
      Thread answers = start(() -> pump(server, client));
      pump(client, server);
      answers.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      System.err.println("no connection to " + host + ":" + port + ": " + e.getMessage());
    }
  }

  private Socket connect() throws IOException {
    List<InetAddress> replicas = Arrays.asList(InetAddress.getAllByName(host));
    replicas.sort(Comparator.comparing(InetAddress::getHostAddress));
    if (!first) {
      Collections.rotate(replicas, turn.getAndIncrement());
    }
    IOException refused = null;
    for (InetAddress replica : replicas) {
      var socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(replica, port), CONNECT_TIMEOUT_MILLIS);
        return socket;
      } catch (IOException e) {
        socket.close();
        refused = e;
      }
    }
    throw refused;
  }

  /** Copies until one side ends, then closes the reader's and the writer's half. */
  private static void pump(Socket from, Socket to) {
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      in.transferTo(out);
      to.shutdownOutput();
    } catch (IOException e) {
      // One side went away: nothing is left to pass on.
      close(from);
      close(to);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // It is gone either way.
    }
  }

  private static Thread start(Runnable task) {
    var thread = new Thread(task);
    thread.start();
    return thread;
  }
}
