package io.pillion.run;

import io.pillion.api.Log;
import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.pillion.export.Answers;
import io.pillion.export.MetricsServer;
import io.pillion.export.access.Gate;
import io.pillion.metrics.Metrics;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Starts what serves the metrics, and says in one line where, or why not. What cannot be had now is
 * tried again for as long as the JVM lives: the port may be that of an app that is about to end.
 */
final class Exporter {
  private static final long LONGEST_PAUSE_SECONDS = 60;

  private final Settings settings;
  private final Metrics metrics;
  private final AppStart appStart;
  private final LongSupplier lastLoadedNanos;
  private final Background background;
  private final Answers answers;
  private final String version;
  private Gate gate;
  private volatile MetricsServer server;

  Exporter(
      Settings settings,
      Metrics metrics,
      AppStart appStart,
      LongSupplier lastLoadedNanos,
      Background background,
      Answers answers,
      String version) {
    this.settings = settings;
    this.metrics = metrics;
    this.appStart = appStart;
    this.lastLoadedNanos = lastLoadedNanos;
    this.background = background;
    this.answers = answers;
    this.version = version;
  }

  /**
   * Returns when the metrics are served, or the thread is interrupted.
   *
   * @param told run when it is known for the first time whether they are, and when they are
   */
  void run(Runnable told) {
    try {
      appStart.awaitQuiet(lastLoadedNanos, metrics::hasCounted);
      addJvm();
      serve(told);
    } catch (InterruptedException detached) {
      Thread.currentThread().interrupt();
    } catch (Throwable failure) {
      Log.line("no metrics are served: " + failure);
    } finally {
      told.run();
    }
  }

  private void addJvm() {
    try {
      metrics.addJvm();
      if (metrics.tracksNativeMemory()) {
        appStart.afterLogging(() -> background.execute(metrics::addNativeMemory));
      }
    } catch (Throwable failure) {
      Log.line("metrics of the JVM itself are left out: " + missingModule(failure));
    }
  }

  private void serve(Runnable told) throws InterruptedException {
    String said = null;
    for (long pause = 1; ; pause = Math.min(2 * pause, LONGEST_PAUSE_SECONDS)) {
      String reason = tryToServe();
      if (reason == null) {
        Log.line(version + " serves metrics at " + metricsAddress() + openness());
        return;
      }
      if (!reason.equals(said)) {
        Log.line("no metrics are served, the app runs on: " + reason + "; this is tried again");
        said = reason;
      }
      told.run();
      TimeUnit.SECONDS.sleep(pause);
    }
  }

  /** Null if it serves, else why it does not. */
  private String tryToServe() {
    try {
      if (gate == null && !settings.get(Setting.WEB_CONFIG).isEmpty()) {
        gate = new Gate(settings.get(Setting.WEB_CONFIG), Log::line);
        background.start(gate);
      }
      server =
          MetricsServer.start(
              settings, gate, metrics.properties(), metrics.registry(), answers, metrics.faults());
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
  String address() {
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

  /** A user should not have to look it up who can read what is served. */
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

  /** A class that is not there is a module that this JVM has not. */
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
