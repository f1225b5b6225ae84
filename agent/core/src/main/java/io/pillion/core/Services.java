package io.pillion.core;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what {@link java.util.ServiceLoader} would, without the URL and JarFile machinery that it
 * starts: 10 ms of the app's main thread in a cold JVM.
 */
final class Services {
  private Services() {}

  static <T> List<T> load(Class<T> type, ClassLoader loader)
      throws IOException, ReflectiveOperationException {
    List<T> services = new ArrayList<>();
    for (String name : lines("META-INF/services/" + type.getName(), loader)) {
      services.add(
          Class.forName(name, true, loader)
              .asSubclass(type)
              .getDeclaredConstructor()
              .newInstance());
    }
    return services;
  }

  /** The lines of a small text file in the agent's jar that are not empty. */
  static List<String> lines(String resource, ClassLoader loader) throws IOException {
    List<String> lines = new ArrayList<>();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (InputStream in = loader.getResourceAsStream(resource)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        text.write(next);
      }
    }
    for (String line : text.toString(StandardCharsets.UTF_8.name()).split("\n", -1)) {
      if (!line.trim().isEmpty()) {
        lines.add(line.trim());
      }
    }
    return lines;
  }
}
