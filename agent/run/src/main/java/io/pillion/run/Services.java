package io.pillion.run;

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

  /** The names of the classes that implement a service. */
  static List<String> names(Class<?> type, ClassLoader loader) throws IOException {
    return lines("META-INF/services/" + type.getName(), loader);
  }

  static <T> T make(Class<T> type, String name, ClassLoader loader)
      throws ReflectiveOperationException {
    return Class.forName(name, true, loader)
        .asSubclass(type)
        .getDeclaredConstructor()
        .newInstance();
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
