package io.pillion.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.ConduitFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSourceChannel;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/** Counts the bytes that a content encoding, such as gzip, sends of a response's body. */
final class CountingSink extends AbstractStreamSinkConduit<StreamSinkConduit> {
  static final AttachmentKey<CountingSink> KEY = AttachmentKey.create(CountingSink.class);

  private long bytes;

  private CountingSink(StreamSinkConduit next) {
    super(next);
  }

  /** Puts the count between an encoding and what it sends to. */
  static CountingSink below(
      ConduitFactory<StreamSinkConduit> factory, HttpServerExchange exchange) {
    CountingSink sink = new CountingSink(factory.create());
    exchange.putAttachment(KEY, sink);
    return sink;
  }

  /** Bytes sent so far. Read after the response's end; until then one thread at a time writes. */
  long bytes() {
    return bytes;
  }

  private long count(long written) {
    if (written > 0) {
      bytes += written;
    }
    return written;
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    return (int) count(super.write(source));
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
    return count(super.write(sources, offset, length));
  }

  @Override
  public int writeFinal(ByteBuffer source) throws IOException {
    return (int) count(super.writeFinal(source));
  }

  @Override
  public long writeFinal(ByteBuffer[] sources, int offset, int length) throws IOException {
    return count(super.writeFinal(sources, offset, length));
  }

  @Override
  public long transferFrom(FileChannel source, long position, long count) throws IOException {
    return count(super.transferFrom(source, position, count));
  }

  @Override
  public long transferFrom(StreamSourceChannel source, long count, ByteBuffer throughBuffer)
      throws IOException {
    return count(super.transferFrom(source, count, throughBuffer));
  }
}
