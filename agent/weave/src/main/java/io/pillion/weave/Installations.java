package io.pillion.weave;

import io.pillion.api.Faults;
import io.pillion.api.Plugin;
import io.pillion.api.ServerMetrics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/** Which plug-in stands beside which class loader. Safe for use by any thread. */
public final class Installations {
  private static final ClassLoader JDK = ClassLoader.getSystemClassLoader().getParent();

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

  /**
   * The plug-in's installation beside a loader, made if there is none.
   *
   * @param loader null for the boot loader, for which another of the JDK's stands in: it sees the
   *     same classes
   */
  synchronized Installation of(Plugin plugin, ClassLoader loader) {
    ClassLoader library = loader == null ? JDK : loader;
    Map<Plugin, Installation> beside = byLoader.get(library);
    if (beside == null) {
      beside = new HashMap<>();
      byLoader.put(library, beside);
    }
    Installation installation = beside.get(plugin);
    if (installation == null) {
      installation = new Installation(plugin, library, metrics, faults);
      beside.put(plugin, installation);
    }
    return installation;
  }

  /**
   * @param variant the {@link io.pillion.api.Variant#name() name} of one of the plug-in's
   */
  Installation of(String variant, ClassLoader loader) {
    return of(plugins.byVariant(variant), loader);
  }

  /** But for those of plug-ins that are left out. */
  synchronized List<Installation> all() {
    List<Installation> all = new ArrayList<>();
    byLoader.values().forEach(installations -> all.addAll(installations.values()));
    all.removeIf(installation -> plugins.isLeftOut(installation.plugin()));
    return all;
  }
}
