package io.pillion.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * A keep-alive HTTP/1.1 connection for one thread, as light as can be: what the client takes of the
 * machine is taken from the app. Reads answers that bear a {@code Content-Length}.
 */
public final class Connection implements AutoCloseable {
  private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};
  private static final String LENGTH = "content-length:";

  private final Socket socket;
  private final OutputStream out;
  private final InputStream in;
  private final byte[] buffer = new byte[16_384];
  private final Map<String, byte[]> requests = new HashMap<>();

  public Connection(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(30_000);
    out = socket.getOutputStream();
    in = socket.getInputStream();
  }

  /** Sends a GET, and reads the answer to its end. */
  public void get(String path) throws IOException {
    out.write(requests.computeIfAbsent(path, Connection::request));
    int length = 0;
    int whole = Integer.MAX_VALUE;
    while (length < whole) {
      int read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        throw new IOException("closed in the midst of an answer");
      }
      length += read;
      if (whole == Integer.MAX_VALUE) {
        whole = whole(length);
      }
    }
  }

  private static byte[] request(String path) {
    return ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** How long the answer is that begins the buffer; the greatest int while its head is not over. */
  private int whole(int length) throws IOException {
    for (int i = 0; i + HEAD_END.length <= length; i++) {
      if (isHeadEnd(i)) {
        return i + HEAD_END.length + contentLength(i);
      }
    }
    return Integer.MAX_VALUE;
  }

  private boolean isHeadEnd(int at) {
    for (int i = 0; i < HEAD_END.length; i++) {
      if (buffer[at + i] != HEAD_END[i]) {
        return false;
      }
    }
    return true;
  }

  private int contentLength(int headLength) throws IOException {
    for (int i = 0; i + LENGTH.length() < headLength; i++) {
      int j = 0;
      while (j < LENGTH.length() && (buffer[i + j] | 0x20) == (LENGTH.charAt(j) | 0x20)) {
        j++;
      }
      if (j == LENGTH.length()) {
        int value = 0;
        for (int k = i + j; buffer[k] != '\r'; k++) {
          value = buffer[k] == ' ' ? value : 10 * value + buffer[k] - '0';
        }
        return value;
      }
    }
    throw new IOException("an answer without Content-Length");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
