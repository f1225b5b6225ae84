package io.pillion.run;

import io.pillion.api.Faults;
import io.pillion.config.Declared;
import io.pillion.config.Settings;
import io.pillion.metrics.Metrics;
import io.pillion.rules.RuleParser;
import io.pillion.rules.Rules;
import io.pillion.weave.Weaver;
import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * The metrics of the app's own methods that the configuration file declares. Where it declares none
 * nothing of them is loaded.
 */
final class MethodMetrics {
  private final Instrumentation instrumentation;
  private final Weaver weaver;
  private final Metrics metrics;
  private final Faults faults;
  private final Background background;
  private volatile Rules rules;
  private volatile boolean applied;

  MethodMetrics(
      Instrumentation instrumentation,
      Weaver weaver,
      Metrics metrics,
      Faults faults,
      Background background) {
    this.instrumentation = instrumentation;
    this.weaver = weaver;
    this.metrics = metrics;
    this.faults = faults;
    this.background = background;
  }

  /**
   * @param problems takes a line for each thing that is wrong
   */
  static void check(Declared declared, Consumer<String> problems) {
    RuleParser.check(declared, problems);
  }

  /**
   * Puts in force what the file says now.
   *
   * @return what has changed, empty if nothing has
   */
  String apply(Settings settings) {
    if (rules == null) {
      if (settings.metrics() == null) {
        applied = true;
        return "";
      }
      rules =
          new Rules(
              instrumentation,
              metrics.properties(),
              metrics.constantLabels(),
              metrics.seriesLimit(),
              faults,
              new Background());
      weaver.measureBy(rules);
      metrics.add(rules, rules::overflow);
    }
    String changes = rules.apply(settings.metrics());
    background.start(rules);
    applied = true;
    return changes;
  }

  /** What the file said at the start is in force. */
  boolean isApplied() {
    return applied;
  }

  /** What each metric is taken from: lines for a user who asks. */
  List<String> describe() {
    return rules == null ? Collections.emptyList() : rules.describe();
  }

  /** Gives the app's classes their own code back. No file may be read again any more. */
  void close() {
    if (rules != null) {
      rules.apply(null);
    }
  }
}
