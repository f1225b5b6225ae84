package io.pillion.demo;

import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import com.grack.nanojson.JsonWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Keeps the counter in a file, across restarts. One save or restore at a time; the file's directory
 * is made where it is missing.
 */
final class Checkpoints {

  /** A checkpoint has some 20 bytes. The parser recurses: larger files could overflow its stack. */
  private static final int MAX_BYTES = 512;

  private final Path path;
  private final Counter counter;

  Checkpoints(Path path, Counter counter) {
    this.path = path;
    this.counter = counter;
  }

  /**
   * Replaces the checkpoint as a whole, or leaves it as it was.
   *
   * @return the value saved
   * @throws IOException if it could not be saved
   */
  synchronized long save() throws IOException {
    long value = counter.value();
    String json = JsonWriter.string().object().value("counter", value).end().done();
    Path directory = Files.createDirectories(path.getParent());
    // A name of its own: other processes may save to the same directory.
    Path temporary = directory.resolve(path.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      write(temporary, json);
      Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
    force(directory);
    return value;
  }

  /**
   * Sets the counter to what was saved; a checkpoint that cannot be read leaves it untouched.
   *
   * @return the value restored
   * @throws java.nio.file.NoSuchFileException if there is no checkpoint
   * @throws IOException if it cannot be read or is damaged
   */
  synchronized long restore() throws IOException {
    long value = read();
    counter.set(value);
    return value;
  }

  private long read() throws IOException {
    byte[] json;
    try (InputStream file = Files.newInputStream(path)) {
      json = file.readNBytes(MAX_BYTES + 1);
    }
    if (json.length > MAX_BYTES) {
      throw damaged("it is larger than " + MAX_BYTES + " bytes", null);
    }
    JsonObject checkpoint;
    try {
      checkpoint = JsonParser.object().from(new ByteArrayInputStream(json));
    } catch (JsonParserException e) {
      throw damaged("it is no JSON object", e);
    }
    Object value = checkpoint.get("counter");
    if ((value instanceof Integer || value instanceof Long) && ((Number) value).longValue() >= 0) {
      return ((Number) value).longValue();
    }
    throw damaged("its \"counter\" is no whole number from 0 to " + Long.MAX_VALUE, null);
  }

  private IOException damaged(String why, Throwable cause) {
    return new IOException(path + " is damaged: " + why, cause);
  }

  private static void write(Path file, String json) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
  }

  /** The rename survives a power cut only once the directory is on disk, too. */
  private static void force(Path directory) {
    try (FileChannel channel = FileChannel.open(directory)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system lets a directory be opened or forced; the new checkpoint is in place.
    }
  }
}
