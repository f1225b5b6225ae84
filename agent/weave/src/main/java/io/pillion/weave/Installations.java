package io.pillion.weave;

import io.pillion.api.Faults;
import io.pillion.api.Plugin;
import io.pillion.api.ServerMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/** Which plug-in stands beside which class loader. Safe for use by any thread. */
public final class Installations {
  private final PluginIndex plugins;
  private final Supplier<? extends ServerMetrics> metrics;
  private final Faults faults;
  private final Map<ClassLoader, Map<Plugin, Installation>> byLoader = new WeakHashMap<>();

  /**
   * @param metrics asked when a plug-in is linked
   */
  public Installations(
      PluginIndex plugins, Supplier<? extends ServerMetrics> metrics, Faults faults) {
    this.plugins = plugins;
    this.metrics = metrics;
    this.faults = faults;
  }

  /** The plug-in's installation beside a loader, made if there is none. */
  synchronized Installation of(Plugin plugin, ClassLoader loader) {
    return byLoader
        .computeIfAbsent(loader, key -> new HashMap<>())
        .computeIfAbsent(plugin, key -> new Installation(plugin, loader, metrics, faults));
  }

  /**
   * @param advice the name of the plug-in's advice class
   */
  Installation of(String advice, ClassLoader loader) {
    return of(plugins.byAdvice(advice), loader);
  }

  synchronized List<Installation> all() {
    List<Installation> all = new ArrayList<>();
    byLoader.values().forEach(installations -> all.addAll(installations.values()));
    return all;
  }

  /**
   * The servers that are there, by name and version, and whether the requests of all of that
   * version are counted.
   */
  public Map<String, Map<String, Boolean>> servers() {
    Map<String, Map<String, Boolean>> servers = new TreeMap<>();
    for (Installation installation : all()) {
      if (installation.isSeen() && installation.plugin().kind() == Plugin.Kind.COUNTS) {
        installation.advice(); // of a server that is about to start nobody may have asked yet
        servers
            .computeIfAbsent(installation.plugin().id(), server -> new TreeMap<>())
            .merge(installation.version(), installation.isWatching(), Boolean::logicalAnd);
      }
    }
    return servers;
  }

  /** A class of a server's that a plug-in hooks has been loaded, and was woven or left alone. */
  public boolean hasSeenServer() {
    for (Installation installation : all()) {
      if (installation.isSeen() && installation.plugin().kind() == Plugin.Kind.COUNTS) {
        return true;
      }
    }
    return false;
  }

  /** What is woven, and what was left alone and why: lines for a user who asks. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    all().forEach(installation -> lines.addAll(installation.describe()));
    return lines;
  }
}
