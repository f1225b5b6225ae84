package io.pillion.export.http;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Opens what clients connect to. */
public final class Listeners {
  /** Clients that have connected and are not yet accepted; the kernel turns more away. */
  private static final int BACKLOG = 512;

  private Listeners() {}

  /**
   * Listens on the first free port of a range.
   *
   * @param first port, 0 for any free one
   * @throws IOException if no port can be had; the message says why
   */
  public static ServerSocketChannel tcp(InetAddress address, int first, int last)
      throws IOException {
    for (int port = first; ; port++) {
      ServerSocketChannel listener = ServerSocketChannel.open();
      try {
        // Else the port of an app that was just restarted is taken for a minute more.
        listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        return listener.bind(new InetSocketAddress(address, port), BACKLOG);
      } catch (BindException taken) {
        listener.close();
        if (port == last) {
          throw taken;
        }
      } catch (IOException | RuntimeException failure) {
        listener.close();
        throw failure;
      }
    }
  }

  /**
   * Listens on a Unix domain socket (JEP 380). The name that an earlier process has left behind is
   * taken over; a file, or the socket of a process that runs, is not.
   *
   * @throws UnsupportedOperationException on Java 15 and older
   */
  public static ServerSocketChannel unix(Path file) throws IOException {
    SocketAddress address;
    try {
      address =
          (SocketAddress)
              Class.forName("java.net.UnixDomainSocketAddress")
                  .getMethod("of", Path.class)
                  .invoke(null, file);
    } catch (ClassNotFoundException olderJava) {
      throw new UnsupportedOperationException("Java has Unix domain sockets from 16 on");
    } catch (ReflectiveOperationException e) {
      throw new IOException(e.toString(), e);
    }
    if (isLeftBehind(file, address)) {
      Files.delete(file);
    }
    ServerSocketChannel listener = openUnix();
    try {
      return listener.bind(address, BACKLOG);
    } catch (IOException | RuntimeException failure) {
      listener.close();
      throw failure;
    }
  }

  private static boolean isLeftBehind(Path file, SocketAddress address) throws IOException {
    if (!Files.exists(file) || !Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
      return false;
    }
    try (SocketChannel client = SocketChannel.open(address)) {
      return !client.isConnected();
    } catch (ConnectException nobodyListens) {
      return true;
    }
  }

  private static ServerSocketChannel openUnix() throws IOException {
    try {
      return (ServerSocketChannel)
          ServerSocketChannel.class
              .getMethod("open", ProtocolFamily.class)
              .invoke(null, StandardProtocolFamily.valueOf("UNIX"));
    } catch (ReflectiveOperationException e) {
      throw new IOException(e.toString(), e);
    }
  }
}
