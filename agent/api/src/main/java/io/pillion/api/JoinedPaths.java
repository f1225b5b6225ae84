package io.pillion.api;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Paths and templates that stand one below the other, of frameworks that do not join them. Safe for
 * use by any thread.
 */
public final class JoinedPaths {
  /** Sub-resources may lead back to themselves, as deep as a client wants. */
  private static final int MOST = 1000;

  private static final Map<String, Map<String, String>> KNOWN = new ConcurrentHashMap<>();

  private JoinedPaths() {}

  /**
   * @param above such as {@code /orders/} or nothing
   * @param below such as {@code {id}} or nothing
   * @return both, with a single slash between them: {@code /orders/{id}}
   */
  public static String of(String above, String below) {
    Map<String, String> known = KNOWN.get(above);
    String joined = known == null ? null : known.get(below);
    return joined != null ? joined : remember(above, below);
  }

  private static String remember(String above, String below) {
    String front = above.endsWith("/") ? above.substring(0, above.length() - 1) : above;
    String joined = below.isEmpty() || below.startsWith("/") ? front + below : front + "/" + below;
    if (KNOWN.containsKey(above) || KNOWN.size() < MOST) {
      Map<String, String> known = KNOWN.computeIfAbsent(above, any -> new ConcurrentHashMap<>());
      if (known.size() < MOST) {
        known.put(below, joined);
      }
    }
    return joined;
  }
}
