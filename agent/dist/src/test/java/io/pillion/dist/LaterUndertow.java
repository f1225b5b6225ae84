package io.pillion.dist;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** An Undertow as a later release might be: with another name for one of its members. */
final class LaterUndertow {
  private LaterUndertow() {}

  /** Starts the test app on Undertow's jars, as {@link #renaming} makes them. */
  static App start(String className, String member, Path folder) throws IOException {
    return App.launch()
        .command("-cp", ClassPath.of(ClassPath.testApp(), renaming(className, member, folder)))
        .command("io.pillion.testapp.TestApp", "tree")
        .start()
        .awaitListening();
  }

  /**
   * Undertow's jars, in one of which a class calls a member of its own by another name.
   *
   * @param className with slashes
   * @param member is in no other class's code
   */
  private static List<File> renaming(String className, String member, Path folder)
      throws IOException {
    List<File> jars = new ArrayList<>();
    for (File jar : ClassPath.undertow(App.NEWEST_UNDERTOW)) {
      boolean isCore = jar.getName().startsWith("undertow-core");
      jars.add(isCore ? copy(jar, className + ".class", member, folder) : jar);
    }
    return jars;
  }

  private static File copy(File jar, String entryName, String member, Path folder)
      throws IOException {
    Path copy = folder.resolve("undertow-core-later.jar");
    try (ZipFile from = new ZipFile(jar);
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(copy))) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream in = from.getInputStream(entry)) {
          byte[] bytes = in.readAllBytes();
          to.write(entry.getName().equals(entryName) ? rename(bytes, member) : bytes);
        }
      }
    }
    return copy.toFile();
  }

  /** In the constant pool, where each name stands once, behind its length (JVMS 4.4.7). */
  private static byte[] rename(byte[] classFile, String member) {
    ByteArrayOutputStream constant = new ByteArrayOutputStream();
    constant.write(1);
    constant.write(0);
    constant.write(member.length());
    constant.writeBytes(member.getBytes(StandardCharsets.US_ASCII));
    String text = new String(classFile, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(constant.toString(StandardCharsets.ISO_8859_1));
    if (at < 0) {
      throw new IllegalArgumentException("there is no " + member);
    }
    byte[] renamed = classFile.clone();
    renamed[at + constant.size() - 1] = '_';
    return renamed;
  }
}
