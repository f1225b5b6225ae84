package io.pillion.weave;

import io.pillion.api.Hook;
import io.pillion.api.Plugin;
import io.pillion.api.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which plug-ins want to know of a class, by the class's internal name. */
public final class PluginIndex {
  private final Map<String, Set<Plugin>> hooked = new HashMap<>();
  private final Map<String, Set<Plugin>> starts = new HashMap<>();
  private final Set<String> ids = new TreeSet<>();
  private volatile Set<String> leftOut = Collections.emptySet();
  private final Map<String, Plugin> byAdvice = new HashMap<>();

  /** Asks each plug-in for all that it says of itself, which it might fail to. */
  public void add(Plugin plugin) {
    ids.add(plugin.id());
    for (Variant variant : new ArrayList<>(plugin.variants())) {
      byAdvice.put(variant.advice(), plugin);
      if (variant.startsWith() != null) {
        add(starts, variant.startsWith(), plugin);
      }
      for (Hook hook : variant.hooks()) {
        add(hooked, hook.className(), plugin);
      }
    }
  }

  private static void add(Map<String, Set<Plugin>> plugins, String className, Plugin plugin) {
    Set<Plugin> known = plugins.get(internal(className));
    if (known == null) {
      known = new LinkedHashSet<>();
      plugins.put(internal(className), known);
    }
    known.add(plugin);
  }

  static String internal(String className) {
    return className.replace('.', '/');
  }

  /** The ids of all plug-ins, those that are left out included. */
  public Set<String> ids() {
    return ids;
  }

  /**
   * To be called before any class is woven: what is left out is not mentioned any more.
   *
   * @param unwanted ids
   */
  public void leaveOut(Collection<String> unwanted) {
    leftOut = new HashSet<>(unwanted);
  }

  /** Those that hook a class; perhaps none, where their variant does not fit. */
  Set<Plugin> hooking(String internalName) {
    return wanted(hooked.get(internalName));
  }

  /** Those whose servers start when a class is loaded. */
  Set<Plugin> startingWith(String internalName) {
    return wanted(starts.get(internalName));
  }

  private Set<Plugin> wanted(Set<Plugin> all) {
    if (all == null || leftOut.isEmpty()) {
      return all == null ? Collections.<Plugin>emptySet() : all;
    }
    Set<Plugin> wanted = new LinkedHashSet<>(all);
    wanted.removeIf(this::isLeftOut);
    return wanted;
  }

  boolean isLeftOut(Plugin plugin) {
    return leftOut.contains(plugin.id());
  }

  /** The internal names of the classes whose loading says that a server is about to start. */
  public Set<String> starts() {
    return starts.keySet();
  }

  Plugin byAdvice(String advice) {
    return byAdvice.get(advice);
  }

  /** For each hook the place under which its faults are counted. */
  public static Set<String> places(Plugin plugin) {
    Set<String> places = new LinkedHashSet<>();
    List<Variant> variants = plugin.variants();
    for (Variant variant : variants) {
      for (Hook hook : variant.hooks()) {
        places.add(plugin.id() + "." + hook.advice());
      }
    }
    return places;
  }
}
