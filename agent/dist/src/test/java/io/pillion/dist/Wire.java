package io.pillion.dist;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bare socket to an app, for requests that no client library would send. */
final class Wire implements AutoCloseable {
  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

  private final Socket socket;
  private final InputStream in;

  Wire(App app) throws IOException {
    this(app.port());
  }

  Wire(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** A request without a body: {@code GET /path}, HTTP/1.1 and Host are added. */
  static String request(String methodAndTarget) {
    return methodAndTarget + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  }

  Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Reads so many bytes of an answer. */
  void readBytes(int count) throws IOException {
    if (in.readNBytes(count).length < count) {
      throw new IOException("closed before");
    }
  }

  /** Reads until what came ends in a text. */
  String readUntil(String end) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    int last = end.charAt(end.length() - 1);
    int next;
    do {
      next = in.read();
      if (next < 0) {
        throw new IOException("closed after: " + read.toString(StandardCharsets.ISO_8859_1));
      }
      read.write(next);
    } while (next != last || !read.toString(StandardCharsets.ISO_8859_1).endsWith(end));
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  /** Reads so many answers, and returns their statuses. */
  List<Integer> readAnswers(int count) throws IOException {
    List<Integer> statuses = new ArrayList<>();
    while (statuses.size() < count) {
      statuses.add(readAnswer(false));
    }
    return statuses;
  }

  /**
   * Reads an answer, and returns its status.
   *
   * @param toHead whether the request was HEAD: the Content-Length is then of a body that is not
   *     sent (RFC 9110 section 9.3.2)
   */
  int readAnswer(boolean toHead) throws IOException {
    String head = readUntil("\r\n\r\n");
    Matcher length = LENGTH.matcher(head);
    if (!toHead && length.find()) {
      in.skipNBytes(Long.parseLong(length.group(1)));
    } else if (!toHead && head.toLowerCase(Locale.ROOT).contains("transfer-encoding: chunked")) {
      skipChunks();
    }
    return Integer.parseInt(head.substring(9, 12));
  }

  /** Until the last, which is empty (RFC 9112 section 7.1). */
  private void skipChunks() throws IOException {
    int size;
    do {
      size = Integer.parseInt(readUntil("\r\n").trim(), 16);
      in.skipNBytes(size + 2L);
    } while (size > 0);
  }

  /** Reads until the app closes the connection. */
  String readAll() throws IOException {
    return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  /** Says that nothing more will come, and stays to listen. */
  void endSending() throws IOException {
    socket.shutdownOutput();
  }

  /** Leaves without a good-bye: the app sees a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
