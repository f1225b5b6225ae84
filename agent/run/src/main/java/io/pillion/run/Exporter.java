package io.pillion.run;

import io.pillion.api.Log;
import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.pillion.export.Diagnostics;
import io.pillion.export.MetricsServer;
import io.pillion.export.access.Gate;
import io.pillion.metrics.Metrics;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;

/**
 * Starts the metrics' server, and says in one line where it listens, or why it does not. A server
 * that cannot be started now is tried again for as long as the JVM lives: its port may be that of
 * an app that is about to end.
 */
final class Exporter {
  private static final long LONGEST_PAUSE_SECONDS = 60;

  private final Parts parts;
  private final Settings settings;
  private final Metrics metrics;
  private final Diagnostics diagnostics;
  private final StartReport report;
  private Gate gate;
  private volatile MetricsServer server;

  Exporter(
      Parts parts,
      Settings settings,
      Metrics metrics,
      Diagnostics diagnostics,
      StartReport report) {
    this.parts = parts;
    this.settings = settings;
    this.metrics = metrics;
    this.diagnostics = diagnostics;
    this.report = report;
  }

  /** Returns when the metrics are served, or the thread is interrupted. */
  void run() {
    try {
      parts.appStart.awaitQuiet(metrics::hasCounted);
      addJvm();
      serve();
    } catch (InterruptedException detached) {
      Thread.currentThread().interrupt();
    } catch (Throwable failure) {
      Log.line("no metrics are served: " + failure);
    } finally {
      report.exporter(address());
    }
  }

  private void addJvm() {
    try {
      metrics.addJvm();
      if (metrics.tracksNativeMemory()) {
        parts.appStart.afterLogging(() -> parts.threads.execute(metrics::addNativeMemory));
      }
    } catch (Throwable failure) {
      Log.line("metrics of the JVM itself are left out: " + missingModule(failure));
    }
  }

  private void serve() throws InterruptedException {
    String said = null;
    for (long pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS)) {
      String reason = tryToServe();
      if (reason == null) {
        Log.line(AgentJar.version() + " serves metrics at " + metricsAddress() + openness());
        return;
      }
      if (!reason.equals(said)) {
        Log.line("no metrics are served, the app runs on: " + reason + "; this is tried again");
        said = reason;
      }
      report.exporter(address());
      TimeUnit.SECONDS.sleep(pause);
    }
  }

  /** Null if it serves, else why it does not. */
  private String tryToServe() {
    try {
      if (gate == null && !settings.get(Setting.WEB_CONFIG).isEmpty()) {
        gate = new Gate(settings.get(Setting.WEB_CONFIG), Log::line);
        parts.threads.start(gate);
      }
      server =
          MetricsServer.start(
              settings, gate, metrics.properties(), metrics.registry(), diagnostics, parts.faults);
      return null;
    } catch (IllegalArgumentException wrongFile) {
      return "web.config: " + wrongFile.getMessage();
    } catch (UnknownHostException failure) {
      return "there is no host=" + settings.get(Setting.HOST);
    } catch (IOException failure) {
      return "cannot listen on host="
          + settings.get(Setting.HOST)
          + " port="
          + settings.get(Setting.PORT)
          + ": "
          + failure.getMessage()
          + "; set a host of this machine's, and another port, a range such as 9464-9473, or 0"
          + " for any free one";
    } catch (UnsupportedOperationException failure) {
      return "host=" + settings.get(Setting.HOST) + ": " + failure.getMessage();
    } catch (Throwable failure) {
      return failure.toString();
    }
  }

  /** Where the server listens, or null if it does not. Of a port it ends in a slash. */
  private String address() {
    MetricsServer serving = server;
    if (serving == null) {
      return null;
    }
    String host = settings.get(Setting.HOST);
    if (serving.port() < 0) {
      return host;
    }
    String scheme = gate != null && gate.isEncrypted() ? "https://" : "http://";
    return scheme + (host.contains(":") ? "[" + host + "]" : host) + ":" + serving.port() + "/";
  }

  private String metricsAddress() {
    return server.port() < 0 ? address() + " (/metrics)" : address() + "metrics";
  }

  /** Tells the user who can read what is served. */
  private String openness() {
    return gate == null && !server.isLocal()
        ? " (open to all who can reach it; web.config closes it)"
        : "";
  }

  /** Stops the server, if there is one. To be called when this has run. */
  void close() throws InterruptedException {
    if (server != null) {
      server.close();
    }
  }

  /** What failed; for a class that is missing, the module that this JVM does not have. */
  private static String missingModule(Throwable failure) {
    String text = failure.toString().replace('/', '.');
    if (text.contains("java.lang.management")
        || text.contains("com.sun.management")
        || text.contains("javax.management")) {
      String name = "jdk.management";
      return "this JVM has no module "
          + name
          + "; start it with --add-modules "
          + name
          + ", or link that into the Java runtime by jlink";
    }
    return failure.toString();
  }
}
