package io.pillion.run;

import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.pillion.export.Diagnostics;
import io.pillion.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tells what is in force at the moment. Safe for use by any thread. */
final class AgentDiagnostics implements Diagnostics {
  private final Parts parts;
  private final Metrics metrics;
  private final RuleMetrics rules;
  private volatile Settings settings;

  /**
   * @param settings as read at the start
   * @param rules the metrics that the configuration file declares, or null if there is no file
   */
  AgentDiagnostics(Parts parts, Metrics metrics, Settings settings, RuleMetrics rules) {
    this.parts = parts;
    this.metrics = metrics;
    this.settings = settings;
    this.rules = rules;
  }

  /** Takes up settings that were read again. */
  void reconfigure(Settings newer) {
    settings = newer;
  }

  @Override
  public boolean isReady() {
    return rules == null || rules.isApplied();
  }

  @Override
  public String config() {
    Settings now = settings;
    StringBuilder answer = new StringBuilder();
    for (Setting<?> setting : Setting.ALL) {
      String value = String.join(" ", now.shown(setting));
      answer.append(
          String.format(
              "%-18s %s  (%s)\n",
              setting.name(), value.isEmpty() ? "none" : value, now.source(setting)));
    }
    return answer.toString();
  }

  @Override
  public String instrumentation() {
    StringBuilder answer = new StringBuilder();
    section(answer, "Servers", parts.watched.lines(), "none so far");
    List<String> relocated = parts.relocatedServers();
    if (!relocated.isEmpty()) {
      section(answer, "Servers in other packages", relocated, "none");
    }
    if (rules != null) {
      section(answer, "Metrics of the app's methods", rules.describe(), "none are declared");
    }
    List<String> counted = new ArrayList<>();
    for (Map.Entry<String, Long> fault : parts.faults.counts().entrySet()) {
      if (fault.getValue() > 0) {
        counted.add(fault.getKey() + "  " + fault.getValue());
      }
    }
    section(answer, "Faults kept from the app", counted, "none");
    return answer.toString();
  }

  private static void section(
      StringBuilder answer, String title, List<String> lines, String ifEmpty) {
    answer.append(answer.length() == 0 ? "" : "\n").append(title).append('\n');
    if (lines.isEmpty()) {
      answer.append("  ").append(ifEmpty).append('\n');
    }
    lines.forEach(line -> answer.append("  ").append(line).append('\n'));
  }

  @Override
  public String explain(String method, String path) {
    if (!path.startsWith("/") || path.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "path must begin with / and have no control characters in it");
    }
    int query = path.indexOf('?');
    return metrics.explain(settings, method, query < 0 ? path : path.substring(0, query));
  }
}
