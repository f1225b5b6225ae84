package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A product as it is downloaded. */
final class Archive {
  private Archive() {}

  /**
   * @param coordinates of a zip with one folder in it
   * @param folder to unpack it in
   * @param wanted names of entries
   * @return the folder that was in it
   */
  static Path unpack(String coordinates, Path folder, Predicate<String> wanted) throws IOException {
    try (ZipFile zip = new ZipFile(ClassPath.resolveAlone(coordinates).get(0))) {
      for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        Path file = folder.resolve(entry.getName()).normalize();
        assertThat(file).startsWithRaw(folder);
        if (!entry.isDirectory() && wanted.test(entry.getName())) {
          Files.createDirectories(file.getParent());
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, file);
          }
        }
      }
    }
    try (Stream<Path> roots = Files.list(folder)) {
      return roots.findFirst().orElseThrow();
    }
  }
}
