package io.pillion.dist;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A message of Protocol Buffers, read without its schema: fields by number. */
final class Protobuf {
  private record Field(int number, long bits, ByteBuffer bytes) {}

  private final List<Field> fields = new ArrayList<>();

  private Protobuf(ByteBuffer in) {
    while (in.hasRemaining()) {
      int tag = (int) varint(in);
      switch (tag & 7) {
        case 0 -> fields.add(new Field(tag >> 3, varint(in), null));
        case 1 -> fields.add(new Field(tag >> 3, in.getLong(), null));
        case 2 -> fields.add(new Field(tag >> 3, 0, delimited(in)));
        case 5 -> fields.add(new Field(tag >> 3, in.getInt(), null));
        default -> throw new IllegalArgumentException("no wire type " + (tag & 7));
      }
    }
  }

  /** Messages, each behind its length. */
  static List<Protobuf> all(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    List<Protobuf> all = new ArrayList<>();
    while (in.hasRemaining()) {
      all.add(new Protobuf(delimited(in)));
    }
    return all;
  }

  private static ByteBuffer delimited(ByteBuffer in) {
    int length = (int) varint(in);
    ByteBuffer part = in.slice(in.position(), length).order(ByteOrder.LITTLE_ENDIAN);
    in.position(in.position() + length);
    return part;
  }

  private static long varint(ByteBuffer in) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = in.get();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  List<Protobuf> messages(int number) {
    return of(number)
        .map(field -> new Protobuf(field.bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN)))
        .toList();
  }

  String text(int number) {
    return of(number)
        .map(field -> StandardCharsets.UTF_8.decode(field.bytes.duplicate()).toString())
        .findFirst()
        .orElse("");
  }

  /** The bits of a number, 0 where it is absent. */
  long bits(int number) {
    return of(number).mapToLong(Field::bits).findFirst().orElse(0);
  }

  private Stream<Field> of(int number) {
    return fields.stream().filter(field -> field.number == number);
  }
}
