package io.pillion.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
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
    try (InputStream in = loader.getResourceAsStream(resource);
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (!line.trim().isEmpty()) {
          lines.add(line.trim());
        }
      }
    }
    return lines;
  }
}
