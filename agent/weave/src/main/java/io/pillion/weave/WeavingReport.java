package io.pillion.weave;

import io.pillion.api.Hook;
import io.pillion.api.Plugin;
import io.pillion.api.Variant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is watched, and what was left alone and why: for metrics, and for a user who asks. */
public final class WeavingReport {
  private final Installations installations;

  public WeavingReport(Installations installations) {
    this.installations = installations;
  }

  /**
   * The servers that are there, by name and version, and whether the requests of all of that
   * version are counted.
   */
  public Map<String, Map<String, Boolean>> servers() {
    Map<String, Map<String, Boolean>> servers = new TreeMap<>();
    for (Installation installation : installations.all()) {
      if (isServer(installation)) {
        installation.advice(); // of a server that is about to start nobody may have asked yet
        servers
            .computeIfAbsent(installation.plugin().id(), server -> new TreeMap<>())
            .merge(version(installation), installation.isWatching(), Boolean::logicalAnd);
      }
    }
    return servers;
  }

  /** A class of a server's that a plug-in hooks has been loaded, and was woven or left alone. */
  public boolean hasSeenServer() {
    for (Installation installation : installations.all()) {
      if (isServer(installation)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isServer(Installation installation) {
    return installation.isSeen() && installation.plugin().kind() == Plugin.Kind.COUNTS;
  }

  private static String version(Installation installation) {
    ClassLoader library = installation.library();
    try {
      String version = library == null ? null : installation.plugin().version(library);
      return version == null ? "unknown" : version;
    } catch (RuntimeException | LinkageError bad) {
      return "unknown";
    }
  }

  /** Lines on each library whose class loader is there, but for those of other products. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    installations.all().forEach(installation -> lines.addAll(lines(installation)));
    return lines;
  }

  static List<String> lines(Installation installation) {
    List<String> lines = new ArrayList<>();
    ClassLoader library = installation.library();
    if (library == null || (installation.variant() == null && installation.failure() == null)) {
      return lines;
    }
    lines.add(
        installation.plugin().id()
            + " in a class loader of "
            + library.getClass().getName()
            + (installation.isWatching() ? " is watched" : " is not watched"));
    if (installation.failure() != null) {
      lines.add("  left alone   " + installation.failure());
    }
    for (String detail : installation.lacking()) {
      lines.add("  without " + detail);
    }
    for (String className : hooked(installation.variant())) {
      boolean isWoven = installation.woven().contains(className);
      lines.add((isWoven ? "  woven       " : "  not loaded  ") + className);
    }
    return lines;
  }

  private static Set<String> hooked(Variant variant) {
    Set<String> classes = new LinkedHashSet<>();
    if (variant != null) {
      for (Hook hook : variant.hooks()) {
        classes.add(hook.className());
      }
    }
    return classes;
  }
}
