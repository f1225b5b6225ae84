package io.pillion.export.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLException;

/** The two streams of a connection, plain or through TLS. */
public interface Transport {
  /** Through nothing. */
  Transport PLAIN =
      channel ->
          new Streams(Channels.newInputStream(channel), Channels.newOutputStream(channel), false);

  /**
   * Called on the connection's own thread; may wait for the client.
   *
   * @throws SSLException if client and server do not come to terms
   */
  Streams open(SocketChannel channel) throws IOException;

  /** What bytes are read from and written to. */
  final class Streams {
    final InputStream in;
    final OutputStream out;
    final boolean isEncrypted;

    /**
     * @param isEncrypted nothing can be sent but through {@code out}
     */
    public Streams(InputStream in, OutputStream out, boolean isEncrypted) {
      this.in = in;
      this.out = out;
      this.isEncrypted = isEncrypted;
    }
  }
}
