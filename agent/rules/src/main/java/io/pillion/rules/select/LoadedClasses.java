package io.pillion.rules.select;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/** Classes by loader and name, before and after they are loaded; loaders are held weakly. */
public final class LoadedClasses {
  private final Map<ClassLoader, Set<String>> names = new WeakHashMap<>();

  /**
   * @param name with slashes
   */
  public synchronized void add(ClassLoader loader, String name) {
    names.computeIfAbsent(loader, fresh -> ConcurrentHashMap.newKeySet()).add(name);
  }

  public synchronized boolean contains(Class<?> type) {
    Set<String> known = names.get(type.getClassLoader());
    return known != null && known.contains(Selection.internalName(type));
  }

  /** With dots, each once however many loaders have it. */
  synchronized Set<String> names() {
    Set<String> all = new TreeSet<>();
    names.values().forEach(some -> some.forEach(name -> all.add(name.replace('/', '.'))));
    return all;
  }

  public synchronized boolean isEmpty() {
    return names.isEmpty();
  }
}
