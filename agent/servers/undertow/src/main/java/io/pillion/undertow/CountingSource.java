package io.pillion.undertow;

import io.undertow.server.ConduitWrapper;
import io.undertow.util.AttachmentKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSourceConduit;

/** Counts the bytes of a request's body, whatever framing they came in. */
final class CountingSource extends AbstractStreamSourceConduit<StreamSourceConduit> {
  static final AttachmentKey<CountingSource> KEY = AttachmentKey.create(CountingSource.class);

  static final ConduitWrapper<StreamSourceConduit> WRAPPER =
      (factory, exchange) -> {
        CountingSource source = new CountingSource(factory.create());
        exchange.putAttachment(KEY, source);
        return source;
      };

  private long bytes;
  private boolean ended;

  private CountingSource(StreamSourceConduit next) {
    super(next);
  }

  /** Bytes read so far. Read after the request's end; until then one thread at a time reads. */
  long bytes() {
    return bytes;
  }

  private long count(long read) {
    if (read > 0) {
      bytes += read;
    }
    ended = read < 0;
    return read;
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return (int) count(super.read(target));
  }

  @Override
  public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
    return count(super.read(targets, offset, length));
  }

  /**
   * By way of {@link #read}, as Undertow's own conduits do it: the request may be over, and its
   * bytes asked for, before a transfer returns.
   */
  @Override
  public long transferTo(long position, long count, FileChannel target) throws IOException {
    long read = target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    return read == 0 && ended ? -1 : read;
  }

  @Override
  public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target)
      throws IOException {
    return Conduits.transfer(this, count, throughBuffer, target);
  }
}
