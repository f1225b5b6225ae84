package io.pillion.weave;

import io.pillion.api.Faults;
import io.pillion.api.ServerInstrumentation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/** Which plug-in stands beside which class loader. Safe for use by any thread. */
final class Installations {
  private final Map<String, ServerInstrumentation> plugins = new HashMap<>();
  private final Map<ClassLoader, Map<String, Installation>> byLoader = new WeakHashMap<>();

  private final Faults faults;

  Installations(Faults faults) {
    this.faults = faults;
  }

  /** The plug-in's installation beside a loader, made if there is none. */
  synchronized Installation of(ServerInstrumentation plugin, ClassLoader server) {
    plugins.put(plugin.advice(), plugin);
    return byLoader
        .computeIfAbsent(server, loader -> new HashMap<>())
        .computeIfAbsent(plugin.advice(), advice -> new Installation(plugin, server, faults));
  }

  /**
   * @param advice the name of the plug-in's advice class
   */
  synchronized Installation of(String advice, ClassLoader server) {
    return of(plugins.get(advice), server);
  }

  synchronized List<Installation> all() {
    List<Installation> all = new ArrayList<>();
    byLoader.values().forEach(installations -> all.addAll(installations.values()));
    return all;
  }
}
