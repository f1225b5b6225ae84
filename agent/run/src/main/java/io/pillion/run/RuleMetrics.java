package io.pillion.run;

import io.pillion.config.Settings;
import io.pillion.config.YamlNode;
import io.pillion.metrics.Metrics;
import io.pillion.rules.Rules;
import io.pillion.rules.parse.Rule;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/**
 * The metrics of the app's own methods that the configuration file declares. Where the file
 * declares no metric, no class of {@code rules} is loaded.
 */
final class RuleMetrics {
  private final Parts parts;
  private final Metrics metrics;
  private volatile Rules rules;
  private volatile boolean applied;

  RuleMetrics(Parts parts, Metrics metrics) {
    this.parts = parts;
    this.metrics = metrics;
  }

  /** For {@link Settings#withFile}; {@link #apply} takes the rules from the settings. */
  static List<Rule> parse(YamlNode metrics, Consumer<String> problems) {
    return Rules.parse(metrics, problems);
  }

  /**
   * Puts in force what the file says now.
   *
   * @return what has changed, empty if nothing has
   */
  @SuppressWarnings("unchecked") // parse() made them
  String apply(Settings settings) {
    List<Rule> declared = (List<Rule>) settings.metrics();
    if (rules == null) {
      if (declared == null) {
        applied = true;
        return "";
      }
      rules =
          new Rules(
              parts.instrumentation,
              metrics.properties(),
              metrics.constantLabels(),
              metrics.seriesLimit(),
              parts.faults,
              new AgentThreads());
      parts.weaver.measureBy(rules);
      metrics.add(rules, rules::overflow);
    }
    String changes = rules.apply(declared == null ? Collections.emptyList() : declared);
    parts.threads.start(rules);
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
      rules.apply(Collections.emptyList());
    }
  }
}
