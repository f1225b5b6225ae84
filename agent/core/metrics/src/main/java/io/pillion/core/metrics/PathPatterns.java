package io.pillion.core.metrics;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Paths that a user named: exactly, or with {@code /*} at the end for all below. */
final class PathPatterns {
  private final Set<String> exact = new HashSet<>();
  private final String[] prefixes;

  PathPatterns(List<String> patterns) {
    this.prefixes =
        patterns.stream()
            .filter(pattern -> pattern.endsWith("/*"))
            .map(pattern -> pattern.substring(0, pattern.length() - 1))
            .toArray(String[]::new);
    for (String pattern : patterns) {
      exact.add(pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : pattern);
    }
  }

  boolean isEmpty() {
    return exact.isEmpty();
  }

  boolean matches(String path) {
    if (exact.contains(path)) {
      return true;
    }
    for (String prefix : prefixes) {
      if (path.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}
