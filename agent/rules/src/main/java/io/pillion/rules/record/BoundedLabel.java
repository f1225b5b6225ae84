package io.pillion.rules.record;

import io.pillion.metrics.LabelValues;
import io.pillion.rules.parse.LabelRule;

/** Gives a label its values, so many at the most. Safe for use by any thread. */
final class BoundedLabel {
  private final LabelValues values = new LabelValues();
  private volatile LabelRule rule;

  BoundedLabel(LabelRule rule) {
    bound(rule);
  }

  /** Bounds the values anew: those given before stay unless they are no longer allowed. */
  void bound(LabelRule newRule) {
    rule = newRule;
    if (newRule.allowed() == null) {
      values.keepFirst(newRule.limit());
    } else {
      values.keepOnly(newRule.allowed());
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
    return values.admit(value instanceof Throwable ? value.getClass().getName() : value.toString());
  }

  /** Observations that fell into {@code _OTHER}. */
  long overflow() {
    return values.overflow();
  }
}
