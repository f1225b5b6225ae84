package io.pillion.rules;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** Classes by loader and name, before and after they are loaded; loaders are held weakly. */
final class LoadedNames {
  private final Map<ClassLoader, Set<String>> names = new WeakHashMap<>();

  /**
   * @param name with slashes
   */
  synchronized void add(ClassLoader loader, String name) {
    names.computeIfAbsent(loader, fresh -> ConcurrentHashMap.newKeySet()).add(name);
  }

  synchronized boolean contains(ClassLoader loader, String name) {
    Set<String> known = names.get(loader);
    return known != null && known.contains(name);
  }

  /** With dots, each once however many loaders have it. */
  synchronized Set<String> names() {
    Set<String> all = new TreeSet<>();
    names.values().forEach(some -> some.forEach(name -> all.add(name.replace('/', '.'))));
    return all;
  }

  synchronized boolean isEmpty() {
    return names.isEmpty();
  }
}
