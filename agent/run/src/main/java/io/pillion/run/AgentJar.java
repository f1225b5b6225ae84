package io.pillion.run;

import io.pillion.api.Faults;
import io.pillion.api.Plugin;
import io.pillion.weave.PluginIndex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the agent's jar says of itself: its version, and the plug-ins that are in it. */
final class AgentJar {
  private static final ClassLoader LOADER = AgentJar.class.getClassLoader();

  private AgentJar() {}

  static String version() {
    try {
      return lines("io/pillion/run/version.txt").get(0);
    } catch (IOException e) {
      return "unknown";
    }
  }

  /**
   * The plug-ins that can be loaded. Read without {@link java.util.ServiceLoader}, whose URL and
   * JarFile machinery takes 10 ms of the app's main thread in a cold JVM.
   *
   * @param faults counts a plug-in that cannot be loaded, and knows the places of all others
   */
  static PluginIndex plugins(Faults faults) throws IOException {
    PluginIndex plugins = new PluginIndex();
    for (String name : lines("META-INF/services/" + Plugin.class.getName())) {
      try {
        Plugin plugin =
            Class.forName(name, true, LOADER)
                .asSubclass(Plugin.class)
                .getDeclaredConstructor()
                .newInstance();
        PluginIndex.places(plugin).forEach(faults::expect);
        plugins.add(plugin);
      } catch (Throwable failure) {
        faults.swallow("plugin", failure, "the plug-in " + name + " is left out");
      }
    }
    return plugins;
  }

  /** The lines of a small text file that are not empty. */
  private static List<String> lines(String resource) throws IOException {
    List<String> lines = new ArrayList<>();
    try (InputStream in = LOADER.getResourceAsStream(resource);
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
