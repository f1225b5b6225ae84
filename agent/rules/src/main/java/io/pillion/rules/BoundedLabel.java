package io.pillion.rules;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Gives a label its values, so many at the most. Safe for use by any thread. */
final class BoundedLabel {
  static final String OTHER = "_OTHER";

  private final Map<String, String> known = new ConcurrentHashMap<>();
  private final LongAdder overflow = new LongAdder();
  private volatile LabelRule rule;

  BoundedLabel(LabelRule rule) {
    this.rule = rule;
  }

  /** Bounds the values anew: those given before stay unless they are no longer allowed. */
  synchronized void bound(LabelRule newRule) {
    rule = newRule;
    if (newRule.allowed() != null) {
      known.keySet().retainAll(newRule.allowed());
    }
  }

  LabelRule rule() {
    return rule;
  }

  /** The text of an object, or {@code _OTHER} if it is not allowed or one too many. */
  String of(Object value) {
    if (value == null) {
      throw new NoValue("the label " + rule.name() + " met a null");
    }
    String text = value instanceof Throwable ? value.getClass().getName() : value.toString();
    if (known.containsKey(text) || (isOpenTo(text) && admit(text))) {
      return text;
    }
    overflow.increment();
    return OTHER;
  }

  private boolean isOpenTo(String text) {
    LabelRule bounds = rule;
    return bounds.allowed() == null
        ? known.size() < bounds.limit()
        : bounds.allowed().contains(text);
  }

  private synchronized boolean admit(String text) {
    if (known.containsKey(text) || isOpenTo(text)) {
      known.put(text, text);
      return true;
    }
    return false;
  }

  /** Observations that fell into {@code _OTHER}. */
  long overflow() {
    return overflow.sum();
  }
}
