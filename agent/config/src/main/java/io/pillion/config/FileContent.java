package io.pillion.config;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Objects;

/** What a file held at one moment, or why that cannot be known. */
public final class FileContent {
  private static final int MOST_BYTES = 1 << 20;

  private final String text;
  private final String problem;

  private FileContent(String text, String problem) {
    this.text = text;
    this.problem = problem;
  }

  /**
   * Of a small regular file: a pipe or a device is not even opened. A file on a mount that hangs
   * keeps whoever reads it, see {@link FileReading}.
   */
  public static FileContent of(String file) {
    try {
      Path path = Paths.get(file);
      if (!Files.exists(path)) {
        return new FileContent(null, "there is no such file");
      }
      if (!Files.isRegularFile(path)) {
        return new FileContent(null, "is not a file");
      }
      byte[] bytes = read(path);
      return bytes.length > MOST_BYTES
          ? new FileContent(null, "line 1: larger than a MiB, which no configuration is")
          : decode(bytes);
    } catch (InvalidPathException notEvenAPath) {
      return new FileContent(null, "is no path: " + notEvenAPath.getReason());
    } catch (NoSuchFileException goneMeanwhile) {
      return new FileContent(null, "there is no such file");
    } catch (IOException | SecurityException failure) {
      return new FileContent(null, "cannot be read: " + failure);
    }
  }

  /** No more than a byte too much, whatever the file's size is said to be: it may be growing. */
  private static byte[] read(Path path) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try (InputStream in = Files.newInputStream(path)) {
      for (int left = MOST_BYTES + 1; left > 0; left = MOST_BYTES + 1 - bytes.size()) {
        int n = in.read(buffer, 0, Math.min(left, buffer.length));
        if (n < 0) {
          break;
        }
        bytes.write(buffer, 0, n);
      }
    }
    return bytes.toByteArray();
  }

  /** What cannot be known, and why, to be read after the file's name. */
  static FileContent unknown(String problem) {
    return new FileContent(null, problem);
  }

  private static FileContent decode(byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    text.flip();
    if (result.isError()) {
      int line = 1 + (int) text.chars().filter(c -> c == '\n').count();
      return new FileContent(null, "line " + line + ": not UTF-8 text");
    }
    boolean marked = text.length() > 0 && text.charAt(0) == '\uFEFF';
    return new FileContent(text.toString().substring(marked ? 1 : 0), null);
  }

  /** Null if there is a {@link #problem}. */
  public String text() {
    return text;
  }

  /** To be read after the file's name; null if there is none. */
  public String problem() {
    return problem;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FileContent
        && Objects.equals(text, ((FileContent) other).text)
        && Objects.equals(problem, ((FileContent) other).problem);
  }

  @Override
  public int hashCode() {
    return Objects.hash(text, problem);
  }
}
