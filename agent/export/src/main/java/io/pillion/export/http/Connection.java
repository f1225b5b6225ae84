package io.pillion.export.http;

import io.pillion.api.Faults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * One client: its requests are read, answered and forgotten one after the other, on a thread of
 * their own. Whoever holds the connection may cut it off at any time; reads and writes then end.
 */
final class Connection implements Runnable {
  /**
   * What the client is waited for: how long at the most, and how long even where others wait for
   * the client's place. A busy machine may need a moment to see what has come.
   */
  private enum Wait {
    /** For the first byte, the handshake of TLS included. */
    CONNECT(10_000, 50),
    /**
     * For a next request: longer than most scrape intervals, so that a scraper's TLS is shaken only
     * once.
     */
    IDLE(65_000, 50),
    /** For the rest of a request's head. */
    HEAD(10_000, 50),
    /** For taking what it has asked for. */
    WRITE(30_000, 500),
    /** For reading why it is refused. */
    LINGER(1_000, 50),
    /** For nothing: the connection's thread is being made, or its answer. */
    NOTHING(Integer.MAX_VALUE, Integer.MAX_VALUE);

    final long nanos;
    final long fairNanos;

    Wait(int millis, int fairMillis) {
      this.nanos = TimeUnit.MILLISECONDS.toNanos(millis);
      this.fairNanos = TimeUnit.MILLISECONDS.toNanos(fairMillis);
    }
  }

  /** Larger bodies go in pieces: one write of the JDK's copies all of it out of the heap. */
  private static final int PIECE = 64 << 10;

  /** Bytes that are read of a body that nobody wants. */
  private static final int MOST_UNWANTED = 256 << 10;

  private final SocketChannel channel;
  private final Transport transport;
  private final Handler handler;
  private final BooleanSupplier isCrowded;
  private final Faults faults;
  private volatile Wait wait = Wait.NOTHING;
  private volatile long sinceNanos = System.nanoTime();
  private volatile boolean isPlain;

  /**
   * @param isCrowded other clients may wait for a place: after its answer this client is to come
   *     anew
   */
  Connection(
      SocketChannel channel,
      Transport transport,
      Handler handler,
      BooleanSupplier isCrowded,
      Faults faults) {
    this.isCrowded = isCrowded;
    this.channel = channel;
    this.transport = transport;
    this.handler = handler;
    this.faults = faults;
  }

  private void await(Wait next) {
    sinceNanos = System.nanoTime();
    wait = next;
  }

  @Override
  public void run() {
    try {
      await(Wait.CONNECT);
      Transport.Streams streams = transport.open(channel);
      isPlain = !streams.isEncrypted;
      serve(streams);
      streams.out.close();
    } catch (IOException clientIsGone) {
      // or was cut off
    } catch (Throwable fault) {
      faults.swallow("http", fault);
    } finally {
      close();
    }
  }

  private void serve(Transport.Streams streams) throws IOException {
    RequestReader reader = new RequestReader(streams.in);
    boolean keepsAlive = true;
    try {
      while (keepsAlive) {
        Request request = reader.next(() -> await(Wait.HEAD));
        if (request == null) {
          return;
        }
        await(Wait.NOTHING);
        Response response = answer(request);
        keepsAlive = request.keepsAlive() && !request.hasBody() && !isCrowded.getAsBoolean();
        send(response, streams, keepsAlive, request.method().equals("HEAD"));
        if (request.hasBody()) {
          linger(streams.in);
        }
        await(Wait.IDLE);
      }
    } catch (BadRequest bad) {
      send(Response.text(bad.status(), bad.getMessage() + "\n"), streams, false, false);
      linger(streams.in);
    }
  }

  private Response answer(Request request) {
    try {
      return handler.handle(request);
    } catch (RuntimeException | Error fault) {
      faults.swallow("http", fault);
      return Response.text(500, "The agent failed: " + fault + "\n");
    }
  }

  private void send(
      Response response, Transport.Streams streams, boolean keepsAlive, boolean headAlone)
      throws IOException {
    await(Wait.WRITE);
    byte[] head = response.head(keepsAlive);
    byte[] body = headAlone || response.status() == 304 ? new byte[0] : response.body();
    int withHead = Math.min(body.length, PIECE - head.length);
    byte[] first = new byte[head.length + withHead];
    System.arraycopy(head, 0, first, 0, head.length);
    System.arraycopy(body, 0, first, head.length, withHead);
    streams.out.write(first);
    for (int sent = withHead; sent < body.length; sent += PIECE) {
      streams.out.write(body, sent, Math.min(PIECE, body.length - sent));
    }
    streams.out.flush();
  }

  /**
   * Reads on for a moment, though nobody wants the bytes. To close with bytes unread would reset
   * the connection, and the client would lose the answer that it was just sent (RFC 9112 section
   * 9.6).
   */
  private void linger(InputStream in) throws IOException {
    await(Wait.LINGER);
    if (isPlain) {
      channel.shutdownOutput();
    }
    byte[] unwanted = new byte[8192];
    int read = 0;
    for (int n = in.read(unwanted); n >= 0 && read < MOST_UNWANTED; n = in.read(unwanted)) {
      read += n;
    }
  }

  /**
   * For how long the client has not done its part.
   *
   * @return nanoseconds; -1 if it is being answered, or has not had time for its part
   */
  long idleNanos(long nowNanos) {
    Wait now = wait;
    long nanos = nowNanos - sinceNanos;
    return nanos < now.fairNanos ? -1 : nanos;
  }

  /** Cuts off a client that is waited for too long. */
  void closeIfLate(long nowNanos) {
    Wait now = wait;
    if (nowNanos - sinceNanos > now.nanos) {
      if (now == Wait.HEAD && isPlain) {
        sayTimeout();
      }
      close();
    }
  }

  /** Nothing was sent to the client yet, so this finds room in the socket's buffer. */
  private void sayTimeout() {
    String text = "The head of a request must be there within 10 s.\n";
    Response timeout = Response.text(408, text);
    try {
      channel.write(
          new ByteBuffer[] {ByteBuffer.wrap(timeout.head(false)), ByteBuffer.wrap(timeout.body())});
    } catch (IOException gone) {
      // The client needs no answer.
    }
  }

  /** Cuts the client off. */
  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The channel is closed all the same.
    }
  }
}
