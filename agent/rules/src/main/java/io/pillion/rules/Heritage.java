package io.pillion.rules;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Methods that chosen classes inherit from classes that are not chosen themselves: where their code
 * is, and for which measurements. Known by names alone, so that no class loader is held. Safe for
 * use by any thread.
 */
final class Heritage {
  private final Ancestors ancestors = new Ancestors();
  private final Map<String, Map<Measurement, Set<String>>> byOwner = new ConcurrentHashMap<>();

  /**
   * Notes what a class inherits.
   *
   * @param file of the class, which need not be loaded
   * @param choosing the measurements that chose the class
   * @return with slashes, the classes of whose methods something is wanted that was not before
   */
  Set<String> note(ClassLoader loader, byte[] file, Collection<Measurement> choosing) {
    Set<String> news = new HashSet<>();
    for (Measurement measurement : choosing) {
      Rule rule = measurement.rule();
      if (rule.reachesInherited()) {
        ancestors
            .inherited(loader, file, rule::names)
            .forEach((owner, keys) -> note(owner, measurement, keys, news));
      }
    }
    return news;
  }

  private void note(String owner, Measurement measurement, Set<String> keys, Set<String> news) {
    Set<String> known =
        byOwner
            .computeIfAbsent(owner, fresh -> new ConcurrentHashMap<>())
            .computeIfAbsent(measurement, fresh -> ConcurrentHashMap.newKeySet());
    if (known.addAll(keys)) {
      news.add(owner);
    }
  }

  /**
   * What is wanted of a class for its heirs' sake: {@link MethodScan#key}s.
   *
   * @param owner with slashes
   */
  Map<Measurement, Set<String>> of(String owner) {
    return byOwner.getOrDefault(owner, Collections.emptyMap());
  }

  /** The same, but for measurements that have chosen the class itself. */
  Map<Measurement, Set<String>> of(String owner, Collection<Measurement> choosing) {
    Map<Measurement, Set<String>> wanted = new HashMap<>(of(owner));
    wanted.keySet().removeAll(new HashSet<>(choosing));
    return wanted;
  }

  /** Forgets all measurements but these. */
  void retain(Collection<Measurement> measurements) {
    byOwner.values().forEach(wanted -> wanted.keySet().retainAll(measurements));
    byOwner.values().removeIf(Map::isEmpty);
  }
}
