package io.pillion.metrics;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Paths that a user named: exactly, or with {@code /*} at the end for all below. */
final class PathPatterns {
  private final Set<String> exact = new HashSet<>();
  private final String[] prefixes;

  PathPatterns(List<String> patterns) {
    List<String> open = new ArrayList<>();
    for (String pattern : patterns) {
      if (pattern.endsWith("/*")) {
        open.add(pattern.substring(0, pattern.length() - 1));
        exact.add(pattern.substring(0, pattern.length() - 2));
      } else {
        exact.add(pattern);
      }
    }
    this.prefixes = open.toArray(new String[0]);
  }

  boolean isEmpty() {
    return exact.isEmpty();
  }

  /** Null matches none. */
  boolean matches(String path) {
    if (path == null) {
      return false;
    }
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
