package io.pillion.export.protobuf;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message of Protocol Buffers, written field after field in their <a
 * href="https://protobuf.dev/programming-guides/encoding/">wire format</a>. Then it is empty again
 * for the next message, and as large as the largest so far. For one thread at a time.
 */
final class MessageBuffer {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;

  private byte[] bytes = new byte[4096];
  private int size;

  /** Bytes so far. */
  int size() {
    return size;
  }

  void clear() {
    size = 0;
  }

  /** A field of type int32, int64, uint32, uint64 or enum. */
  void varint(int field, long value) {
    tag(field, VARINT);
    append(value);
  }

  /** A field of type sint32 or sint64: small if it is near 0, on either side. */
  void zigzag(int field, long value) {
    varint(field, (value << 1) ^ (value >> 63));
  }

  /** A field of type double. */
  void fixed64(int field, double value) {
    tag(field, FIXED64);
    reserve(8);
    long bits = Double.doubleToRawLongBits(value);
    for (int shift = 0; shift < 64; shift += 8) {
      bytes[size++] = (byte) (bits >>> shift);
    }
  }

  /** A field of type string. */
  void string(int field, String text) {
    int start = begin(field);
    reserve(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        size = start;
        append(text.getBytes(StandardCharsets.UTF_8));
        break;
      }
      bytes[size++] = (byte) c;
    }
    end(start);
  }

  /**
   * Begins a message inside this one.
   *
   * @return what {@link #end} is to be given
   */
  int begin(int field) {
    tag(field, LENGTH_DELIMITED);
    reserve(1); // for the length of the most
    return ++size;
  }

  /** Ends an inner message: only now is the length known that stands before it. */
  void end(int start) {
    int length = size - start;
    int more = 0; // bytes that the length takes besides the one
    for (int rest = length >>> 7; rest != 0; rest >>>= 7) {
      more++;
    }
    reserve(more);
    if (more > 0) {
      System.arraycopy(bytes, start, bytes, start + more, length);
    }
    size = start - 1;
    append(length);
    size += length;
  }

  /** Writes the message with its length before it, and begins the next one. */
  void writeDelimited(OutputStream out) throws IOException {
    int length = size;
    append(length);
    out.write(bytes, length, size - length);
    out.write(bytes, 0, length);
    clear();
  }

  private void tag(int field, int wireType) {
    append((field << 3) | wireType);
  }

  private void append(long varint) {
    reserve(10);
    long rest = varint;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  private void append(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, size, more.length);
    size += more.length;
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
