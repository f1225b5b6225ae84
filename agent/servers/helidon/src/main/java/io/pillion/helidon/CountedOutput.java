package io.pillion.helidon;

import java.io.IOException;
import java.io.OutputStream;

/** A response's body as it is encoded. */
final class CountedOutput extends OutputStream {
  private final OutputStream out;
  private final Exchange exchange;

  CountedOutput(OutputStream out, Exchange exchange) {
    this.out = out;
    this.exchange = exchange;
  }

  @Override
  public void write(int b) throws IOException {
    try {
      out.write(b);
      exchange.wrote(1);
    } catch (IOException | RuntimeException e) {
      exchange.abandoned();
      throw e;
    }
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
      exchange.wrote(length);
    } catch (IOException | RuntimeException e) {
      exchange.abandoned();
      throw e;
    }
  }

  @Override
  public void flush() throws IOException {
    try {
      out.flush();
      exchange.wrote(0);
    } catch (IOException | RuntimeException e) {
      exchange.abandoned();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
