package io.pillion.helidon;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body as the app reads it. */
final class CountedInput extends FilterInputStream {
  private final Exchange exchange;

  CountedInput(InputStream body, Exchange exchange) {
    super(body);
    this.exchange = exchange;
  }

  @Override
  public int read() throws IOException {
    try {
      int read = in.read();
      exchange.requestBytes += read < 0 ? 0 : 1;
      return read;
    } catch (RuntimeException e) { // a decoder's are checked
      exchange.readFailed(e);
      throw e;
    }
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    try {
      int read = in.read(buffer, offset, length);
      exchange.requestBytes += Math.max(read, 0);
      return read;
    } catch (RuntimeException e) { // a decoder's are checked
      exchange.readFailed(e);
      throw e;
    }
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(count);
    exchange.requestBytes += skipped;
    return skipped;
  }
}
