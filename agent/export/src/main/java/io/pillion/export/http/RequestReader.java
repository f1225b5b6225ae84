package io.pillion.export.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Takes the heads of requests from a connection, one after the other, in bounded memory. */
final class RequestReader {
  private static final int MOST_BYTES = 16 << 10;

  private final InputStream in;
  private byte[] buffer = new byte[1024];
  private int length;

  RequestReader(InputStream in) {
    this.in = in;
  }

  /**
   * Waits for the next request.
   *
   * @param begun run when its first byte is there
   * @return null if the client has sent all that it wanted to
   */
  Request next(Runnable begun) throws IOException, BadRequest {
    int start = 0; // of what is not yet looked at
    boolean hasBegun = false;
    while (true) {
      dropEmptyLines(start == 0);
      if (length > 0 && !hasBegun) {
        hasBegun = true;
        begun.run();
      }
      int end = endOfHead(start);
      if (end >= 0) {
        return take(end);
      }
      start = Math.max(0, length - 3);
      if (length == MOST_BYTES) {
        throw new BadRequest(
            431, "the head of a request may have " + MOST_BYTES + " bytes and no more");
      }
      if (!fill()) {
        if (length > 0) {
          throw new BadRequest(400, "the request ends in the middle of its head");
        }
        return null;
      }
    }
  }

  /** Passes over empty lines before a request line (RFC 9112 section 2.2). */
  private void dropEmptyLines(boolean atStart) {
    int empty = 0;
    while (atStart && empty < length && (buffer[empty] == '\r' || buffer[empty] == '\n')) {
      empty++;
    }
    drop(empty);
  }

  /** Where the empty line ends that ends a head, or -1. A line may end without its CR. */
  private int endOfHead(int start) {
    for (int i = start; i < length; i++) {
      if (buffer[i] == '\n') {
        if (i + 1 < length && buffer[i + 1] == '\n') {
          return i + 2;
        }
        if (i + 2 < length && buffer[i + 1] == '\r' && buffer[i + 2] == '\n') {
          return i + 3;
        }
      }
    }
    return -1;
  }

  private Request take(int end) throws BadRequest {
    String head = new String(buffer, 0, end, StandardCharsets.ISO_8859_1);
    drop(end);
    int lastLine = head.length() - (head.endsWith("\n\r\n") ? 3 : 2);
    return Request.parse(
        head.substring(
            0, lastLine > 0 && head.charAt(lastLine - 1) == '\r' ? lastLine - 1 : lastLine));
  }

  private void drop(int bytes) {
    if (bytes > 0) {
      System.arraycopy(buffer, bytes, buffer, 0, length - bytes);
      length -= bytes;
    }
  }

  private boolean fill() throws IOException {
    if (length == buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.min(4 * length, MOST_BYTES));
    }
    int read = in.read(buffer, length, buffer.length - length);
    length += Math.max(0, read);
    return read >= 0;
  }
}
