package io.pillion.weave;

import io.pillion.api.Plugin;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds servers that a jar has moved to other packages (WireMock's Jetty, a fat jar's Netty), where
 * no plug-in sees them by their names.
 */
public final class RelocatedServers {
  private RelocatedServers() {}

  /**
   * What a user may write for those that are not watched, a line each.
   *
   * @param loaded all classes of the JVM
   */
  public static List<String> hints(Class<?>[] loaded, PluginIndex plugins) {
    Map<String, Plugin> moved = new TreeMap<>();
    NavigableSet<String> names = new TreeSet<>();
    for (Class<?> type : loaded) {
      String name = type.getName();
      names.add(name);
      for (int dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
        Plugin plugin = server(name.substring(dot + 1), plugins);
        if (plugin != null && server(name, plugins) == null) {
          moved.put(name.substring(0, dot + 1), plugin);
        }
      }
    }
    List<String> hints = new ArrayList<>();
    moved.forEach((prefix, plugin) -> hints.add(hint(prefix, plugin, names)));
    return hints;
  }

  private static Plugin server(String className, PluginIndex plugins) {
    for (Plugin plugin : plugins.hooking(PluginIndex.internal(className))) {
      if (plugin.kind() == Plugin.Kind.COUNTS) {
        return plugin;
      }
    }
    return null;
  }

  private static String hint(String prefix, Plugin plugin, NavigableSet<String> names) {
    List<String> packages = new ArrayList<>();
    for (String root : RelocatedPlugin.roots(plugin)) {
      String next = names.higher(prefix + root + ".");
      if (next != null && next.startsWith(prefix + root + ".")) {
        packages.add(prefix + root);
      }
    }
    return plugin.id()
        + " is inside another library, and not watched; http.servers may say "
        + plugin.id()
        + ": {relocated: ["
        + String.join(", ", packages)
        + "]}";
  }
}
