package io.pillion.undertow;

import io.undertow.connector.PooledByteBuffer;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;

/**
 * The body of a request that begins with all of it read: the first one of a connection that was
 * upgraded to HTTP/2 (RFC 7540 section 3.2). No {@link CountingSource} sees it.
 */
final class BufferedBody {
  private static final AttachmentKey<Long> BYTES = AttachmentKey.create(Long.class);

  private BufferedBody() {}

  /**
   * Must be called before a handler can read.
   *
   * @return false if the body is still to be read
   */
  static boolean measure(HttpServerExchange exchange) throws Throwable {
    PooledByteBuffer[] buffers = Internals.bufferedRequest(exchange);
    if (buffers == null) {
      return false;
    }
    long bytes = 0;
    for (PooledByteBuffer buffer : buffers) {
      if (buffer != null) {
        bytes += buffer.getBuffer().remaining();
      }
    }
    exchange.putAttachment(BYTES, bytes);
    return true;
  }

  static long bytes(HttpServerExchange exchange) {
    Long bytes = exchange.getAttachment(BYTES);
    return bytes == null ? 0 : bytes;
  }
}
