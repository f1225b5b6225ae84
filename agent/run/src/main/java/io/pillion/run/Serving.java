package io.pillion.run;

import io.pillion.api.Log;
import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.pillion.metrics.Metrics;

/** What the agent does once it knows its settings: it makes the metrics, and serves them. */
final class Serving {
  private final Parts parts;
  private final Metrics metrics;
  private final RuleMetrics rules;
  private final AgentDiagnostics diagnostics;
  private final Exporter exporter;

  Serving(Parts parts, Settings settings, StartReport report) {
    this.parts = parts;
    metrics = new Metrics(settings, parts.status, parts.faults);
    parts.metrics.areMade(metrics);
    rules = settings.get(Setting.CONFIG).isEmpty() ? null : new RuleMetrics(parts, metrics);
    diagnostics = new AgentDiagnostics(parts, metrics, settings, rules);
    exporter = new Exporter(parts, settings, metrics, diagnostics, report);
  }

  /**
   * Begins to serve the metrics, and to measure the app's own methods.
   *
   * @param settings in force
   */
  void begin(Settings settings) {
    parts.threads.start(this::export);
    if (rules != null) {
      rules.apply(settings);
    }
  }

  private void export() {
    exporter.run();
    try {
      parts.appStart.awaitSettled(parts.watched::hasSeenServer);
      if (!parts.watched.hasSeenServer()) {
        Log.line("no server that Pillion knows is in use: no requests are counted so far");
        parts.relocatedServers().forEach(Log::line);
      }
    } catch (InterruptedException detached) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Takes up what can change while the app runs.
   *
   * @return what else has changed, in words for the user
   */
  String reconfigure(Settings changed) {
    metrics.reconfigure(changed);
    diagnostics.reconfigure(changed);
    return rules.apply(changed);
  }

  /** Frees the port. The agent's threads have ended. */
  void close() throws InterruptedException {
    exporter.close();
    if (rules != null) {
      rules.close();
    }
    metrics.close();
  }
}
