package io.pillion.dist;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A bare HTTP/2 connection in clear text with prior knowledge (RFC 9113 section 3.3), for streams
 * that no client library would leave as a test wants.
 */
final class Http2Wire implements AutoCloseable {
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int CANCEL = 8;

  /** As the static table has their first entries, from 1 (RFC 7541 appendix A). */
  private static final List<String> INDEXED =
      List.of("", ":authority", ":method", "", ":path", "", ":scheme");

  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;

  Http2Wire(App app) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), app.port());
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true); // else a frame waits until the one before is acknowledged
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    frame(SETTINGS, 0, 0, new byte[0]);
  }

  /**
   * Begins a request.
   *
   * @param stream odd, and greater than that of the last one
   * @param ends whether no body follows
   */
  void request(int stream, String method, String path, boolean ends) throws IOException {
    request(stream, method, path, "", ends);
  }

  /** Sends a whole request. */
  void request(int stream, SoakRequest request) throws IOException {
    boolean ends = request.body().isEmpty();
    request(stream, request.method(), request.target(), request.headers(), ends);
    if (!ends) {
      body(stream, request.body().getBytes(StandardCharsets.ISO_8859_1), true);
    }
  }

  /** With more headers, as lines of HTTP/1. */
  private void request(int stream, String method, String path, String headers, boolean ends)
      throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    field(block, ":method", method);
    field(block, ":scheme", "http");
    field(block, ":authority", "localhost");
    field(block, ":path", path);
    for (String line : headers.lines().toList()) {
      int colon = line.indexOf(':');
      field(block, line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 2));
    }
    frame(HEADERS, END_HEADERS | (ends ? END_STREAM : 0), stream, block.toByteArray());
  }

  void body(int stream, byte[] bytes, boolean ends) throws IOException {
    frame(DATA, ends ? END_STREAM : 0, stream, bytes);
  }

  /** Gives a stream up: the connection lives on. */
  void cancel(int stream) throws IOException {
    frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, CANCEL});
  }

  /** Reads until a stream's response has begun. */
  void awaitHeaders(int stream) throws IOException {
    await(HEADERS, 0, Set.of(stream));
  }

  /** Reads until the responses of all these streams are over. */
  void awaitEnd(Integer... streams) throws IOException {
    Set<Integer> open = new HashSet<>(Set.of(streams));
    while (!open.isEmpty()) {
      open.remove(await(-1, END_STREAM, open));
    }
  }

  /** Reads until a frame with a flag has come on one of the streams, and returns which. */
  private int await(int type, int flag, Set<Integer> streams) throws IOException {
    while (true) {
      int lengthAndType = in.readInt();
      int flags = in.readUnsignedByte();
      int ofStream = in.readInt();
      in.skipNBytes(lengthAndType >>> 8);
      int ofType = lengthAndType & 0xFF;
      if (ofType == SETTINGS && (flags & ACK) == 0) {
        frame(SETTINGS, ACK, 0, new byte[0]);
      }
      if (streams.contains(ofStream) && (type < 0 ? ofType <= HEADERS : ofType == type)) {
        if ((flags & flag) == flag) {
          return ofStream;
        }
      }
    }
  }

  /**
   * A literal field without indexing and without Huffman's code (RFC 7541 section 6.2.2). Helidon
   * wants the name of a pseudo-header by its index.
   */
  private static void field(ByteArrayOutputStream block, String name, String value) {
    int index = Math.max(0, INDEXED.indexOf(name));
    block.write(index);
    if (index == 0) {
      text(block, name);
    }
    text(block, value);
  }

  private static void text(ByteArrayOutputStream block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    length(block, bytes.length);
    block.writeBytes(bytes);
  }

  /**
   * An integer with a prefix of 7 bits, the eighth 0 for no Huffman code (RFC 7541 section 5.1).
   */
  private static void length(ByteArrayOutputStream block, int length) {
    block.write(Math.min(length, 127));
    if (length >= 127) {
      int left = length - 127;
      for (; left >= 128; left >>>= 7) {
        block.write((left & 127) | 128);
      }
      block.write(left);
    }
  }

  private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
    out.writeInt(payload.length << 8 | type);
    out.writeByte(flags);
    out.writeInt(stream);
    out.write(payload);
    out.flush();
  }

  /** Leaves without a good-bye: the app sees a reset of the connection. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
