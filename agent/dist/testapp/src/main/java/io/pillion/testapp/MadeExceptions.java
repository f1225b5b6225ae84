package io.pillion.testapp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Exceptions of as many classes as a test wants, as an app with generated code may throw them. */
final class MadeExceptions extends ClassLoader {
  /** The class that is copied, with another number in its name. */
  public static final class Made000 extends Exception {
    private static final long serialVersionUID = 1;

    public Made000() {
      super("on purpose");
    }
  }

  private MadeExceptions() {
    super(MadeExceptions.class.getClassLoader());
  }

  /**
   * @param number 0 to 999
   */
  static Exception ofNumber(int number) throws IOException, ReflectiveOperationException {
    String name = String.format("Made%03d", number);
    String bytes = new String(bytesOfFirst(), StandardCharsets.ISO_8859_1);
    byte[] renamed = bytes.replace("Made000", name).getBytes(StandardCharsets.ISO_8859_1);
    return new MadeExceptions()
        .defineClass(null, renamed, 0, renamed.length)
        .asSubclass(Exception.class)
        .getConstructor()
        .newInstance();
  }

  private static byte[] bytesOfFirst() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in =
        MadeExceptions.class.getResourceAsStream("MadeExceptions$Made000.class")) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        bytes.write(next);
      }
    }
    return bytes.toByteArray();
  }
}
