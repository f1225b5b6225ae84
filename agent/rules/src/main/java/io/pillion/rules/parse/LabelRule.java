package io.pillion.rules.parse;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** One label of a metric, and what keeps the number of its values bounded. */
public final class LabelRule {
  static final int DEFAULT_LIMIT = 100;

  private final String name;
  private final Source source;
  private final int limit;
  private final Set<String> allowed;

  /**
   * @param limit how many values are kept apart; the rest are {@code _OTHER}
   * @param allowed the only values that are kept apart, or null for any
   */
  LabelRule(String name, Source source, int limit, Set<String> allowed) {
    this.name = name;
    this.source = source;
    this.limit = limit;
    this.allowed =
        allowed == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(allowed));
  }

  public String name() {
    return name;
  }

  public Source source() {
    return source;
  }

  public int limit() {
    return limit;
  }

  public Set<String> allowed() {
    return allowed;
  }
}
