package io.pillion.weave;

import io.pillion.api.Hook;
import io.pillion.api.Plugin;
import io.pillion.api.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Which plug-ins want to know of a class, by the class's internal name. */
public final class PluginIndex {
  private final Map<String, Set<Plugin>> hooked = new ConcurrentHashMap<>();
  private final Map<String, Set<Plugin>> starts = new ConcurrentHashMap<>();
  private final List<Plugin> all = new ArrayList<>();
  private volatile Set<String> leftOut = Collections.emptySet();
  private final Map<String, Plugin> byVariant = new ConcurrentHashMap<>();

  /** Asks each plug-in for all that it says of itself, which it might fail to. */
  public void add(Plugin plugin) {
    List<Variant> variants = new ArrayList<>(plugin.variants());
    all.add(plugin);
    index(plugin, variants);
  }

  private void index(Plugin plugin, List<Variant> variants) {
    for (Variant variant : variants) {
      byVariant.put(variant.name(), plugin);
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
    Set<Plugin> more = new LinkedHashSet<>();
    if (known != null) {
      more.addAll(known);
    }
    more.add(plugin);
    plugins.put(internal(className), more); // others may be asking for the former
  }

  static String internal(String className) {
    return className.replace('.', '/');
  }

  /** The ids of all plug-ins, those that are left out included. */
  public Set<String> ids() {
    Set<String> ids = new TreeSet<>();
    for (Plugin plugin : all) {
      ids.add(plugin.id());
    }
    return ids;
  }

  /**
   * To be called before any class is woven: what is left out is not mentioned any more.
   *
   * @param named ids of those to watch that are {@linkplain Plugin#isOptIn left out} else
   * @param unwanted ids of those to leave out, also if they are named
   */
  public void choose(Collection<String> named, Collection<String> unwanted) {
    Set<String> without = new HashSet<>(unwanted);
    for (Plugin plugin : all) {
      if (plugin.isOptIn() && !named.contains(plugin.id())) {
        without.add(plugin.id());
      }
    }
    leftOut = without;
  }

  /**
   * Looks for a library in other packages too: for the plug-in of this id, and for all that hook
   * classes of the same library.
   *
   * @param packages such as {@code wiremock.org.eclipse.jetty}
   * @throws IllegalArgumentException if there is no such plug-in, or if a package does not end in
   *     one of its library's
   */
  public void relocate(String id, Collection<String> packages) {
    if (!ids().contains(id)) {
      throw new IllegalArgumentException(id + " is none of " + ids());
    }
    Set<String> moved = new LinkedHashSet<>();
    for (Plugin plugin : all) {
      if (plugin.id().equals(id)) {
        for (String name : packages) {
          moved.add(root(plugin, name));
        }
      }
    }
    for (Plugin plugin : all) {
      if (!Collections.disjoint(RelocatedPlugin.ownRoots(plugin), moved)) {
        Plugin relocated = new RelocatedPlugin(plugin, packages);
        index(relocated, relocated.variants());
      }
    }
  }

  private static String root(Plugin plugin, String name) {
    String root = RelocatedPlugin.root(plugin, name);
    if (root == null) {
      throw new IllegalArgumentException(
          name
              + " does not end in a package of "
              + plugin.id()
              + "; allowed are names that end in one of "
              + RelocatedPlugin.roots(plugin));
    }
    return root;
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

  /**
   * @param variant a {@link Variant#name()}
   */
  Plugin byVariant(String variant) {
    return byVariant.get(variant);
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
