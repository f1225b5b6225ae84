package io.pillion.rules.select;

import io.pillion.rules.parse.Rule;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Methods that chosen classes inherit from classes that are not chosen themselves: where their code
 * is, and for which rules. Known by names alone, so that no class loader is held. Safe for use by
 * any thread.
 */
public final class Heritage {
  private final Ancestors ancestors = new Ancestors();
  private final Map<String, Map<ActiveRule, Set<String>>> byOwner = new ConcurrentHashMap<>();

  /**
   * Notes what a class inherits.
   *
   * @param file of the class, which need not be loaded
   * @param choosing the rules that chose the class
   * @return with slashes, the classes of whose methods something is wanted that was not before
   */
  public Set<String> note(
      ClassLoader loader, byte[] file, Collection<? extends ActiveRule> choosing) {
    Set<String> news = new HashSet<>();
    for (ActiveRule active : choosing) {
      Rule rule = active.rule();
      if (rule.reachesInherited()) {
        ancestors
            .inherited(loader, file, rule::names)
            .forEach((owner, keys) -> note(owner, active, keys, news));
      }
    }
    return news;
  }

  private void note(String owner, ActiveRule active, Set<String> keys, Set<String> news) {
    Set<String> known =
        byOwner
            .computeIfAbsent(owner, fresh -> new ConcurrentHashMap<>())
            .computeIfAbsent(active, fresh -> ConcurrentHashMap.newKeySet());
    if (known.addAll(keys)) {
      news.add(owner);
    }
  }

  /**
   * What is wanted of a class for its heirs' sake: {@link MethodScan#key}s.
   *
   * @param owner with slashes
   */
  public Map<ActiveRule, Set<String>> of(String owner) {
    return byOwner.getOrDefault(owner, Collections.emptyMap());
  }

  /** The same, but for rules that have chosen the class itself. */
  public Map<ActiveRule, Set<String>> of(String owner, Collection<? extends ActiveRule> choosing) {
    Map<ActiveRule, Set<String>> wanted = new HashMap<>(of(owner));
    wanted.keySet().removeAll(new HashSet<>(choosing));
    return wanted;
  }

  /** Forgets all rules but these. */
  public void retain(Collection<? extends ActiveRule> rules) {
    byOwner.values().forEach(wanted -> wanted.keySet().retainAll(rules));
    byOwner.values().removeIf(Map::isEmpty);
  }
}
