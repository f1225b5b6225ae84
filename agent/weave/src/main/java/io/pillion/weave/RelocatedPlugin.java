package io.pillion.weave;

import io.pillion.api.Hook;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plug-in for its library inside a jar that has moved the library to other packages. */
final class RelocatedPlugin implements Plugin {
  private static final Pattern CLASS = Pattern.compile("L([^;]+);");
  private static final Pattern ROOT = Pattern.compile("(?:(?:org|com|net)\\.)?[^.]+\\.[^.]+");

  private final Plugin plugin;
  private final List<Variant> variants = new ArrayList<>();

  /**
   * @param packages such as {@code wiremock.org.eclipse.jetty}, each of which ends in a {@link
   *     #roots root} of the library; others are left alone
   */
  RelocatedPlugin(Plugin plugin, Collection<String> packages) {
    this.plugin = plugin;
    for (Variant variant : plugin.variants()) {
      Variant relocated = variant;
      for (String moved : packages) {
        String root = root(plugin, moved);
        if (root != null) {
          relocated = relocated.relocated(root + ".", moved + ".");
        }
      }
      variants.add(relocated);
    }
  }

  /** The package of the library's that is found at the end of another name, or null. */
  static String root(Plugin plugin, String moved) {
    for (String root : roots(plugin)) {
      if (moved.endsWith("." + root)) {
        return root;
      }
    }
    return null;
  }

  /** The packages that a plug-in speaks of, such as {@code org.eclipse.jetty}. */
  static Set<String> roots(Plugin plugin) {
    Set<String> roots = ownRoots(plugin);
    for (Variant variant : plugin.variants()) {
      for (Hook hook : variant.hooks()) {
        addOf(hook.descriptor(), roots);
        for (Value value : hook.values()) {
          addOf(value.type(), roots);
        }
      }
    }
    roots.removeIf(root -> root.startsWith("java."));
    return roots;
  }

  /** Those of the classes that are hooked. */
  static Set<String> ownRoots(Plugin plugin) {
    Set<String> roots = new TreeSet<>();
    for (Variant variant : plugin.variants()) {
      for (Hook hook : variant.hooks()) {
        addRoot(hook.className(), roots);
      }
    }
    return roots;
  }

  private static void addOf(String descriptor, Set<String> roots) {
    Matcher names = CLASS.matcher(descriptor);
    while (names.find()) {
      addRoot(names.group(1).replace('/', '.'), roots);
    }
  }

  private static void addRoot(String className, Set<String> roots) {
    Matcher root = ROOT.matcher(className);
    if (root.lookingAt()) {
      roots.add(root.group());
    }
  }

  @Override
  public String id() {
    return plugin.id();
  }

  @Override
  public Kind kind() {
    return plugin.kind();
  }

  @Override
  public String version(ClassLoader loader) {
    return plugin.version(loader);
  }

  @Override
  public List<Variant> variants() {
    return variants;
  }
}
