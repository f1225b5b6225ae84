package io.pillion.core;

import io.pillion.core.api.Log;
import io.pillion.core.config.PortRange;
import io.pillion.core.config.Setting;
import io.pillion.core.config.Settings;
import io.pillion.core.export.Answers;
import io.pillion.core.export.MetricsServer;
import io.pillion.core.metrics.Metrics;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.UnknownHostException;
import java.util.function.LongSupplier;

/** Starts what serves the metrics, and says in one line where, or why not. */
final class Exporter implements Runnable {
  private final Settings settings;
  private final Metrics metrics;
  private final AppLogging logging;
  private final LongSupplier lastLoadedNanos;
  private final Instrumentation instrumentation;
  private final Answers answers;
  private final String version;
  private volatile MetricsServer server;

  Exporter(
      Settings settings,
      Metrics metrics,
      AppLogging logging,
      LongSupplier lastLoadedNanos,
      Instrumentation instrumentation,
      Answers answers,
      String version) {
    this.settings = settings;
    this.metrics = metrics;
    this.logging = logging;
    this.lastLoadedNanos = lastLoadedNanos;
    this.instrumentation = instrumentation;
    this.answers = answers;
    this.version = version;
  }

  @Override
  public void run() {
    try {
      logging.await();
      logging.awaitQuiet(lastLoadedNanos, metrics::hasCounted);
      addJvm();
      serve();
    } catch (InterruptedException detached) {
      Thread.currentThread().interrupt();
    } catch (Throwable failure) {
      Log.line("no metrics are served: " + failure);
    }
  }

  private void addJvm() {
    try {
      metrics.addJvm();
    } catch (Throwable failure) {
      Log.line("metrics of the JVM itself are left out: " + missingModule(failure));
    }
  }

  private void serve() {
    String host = settings.get(Setting.HOST);
    PortRange ports = settings.get(Setting.PORT);
    try {
      server =
          MetricsServer.start(
              instrumentation,
              host,
              ports,
              metrics.properties(),
              metrics.registry(),
              answers,
              metrics.faults());
      Log.line(version + " serves metrics at " + address() + "metrics");
    } catch (UnknownHostException failure) {
      Log.line("no metrics are served, the app runs on: there is no host=" + host);
    } catch (IOException failure) {
      Log.line(
          "no metrics are served, the app runs on: cannot listen on host="
              + host
              + " port="
              + ports
              + ": "
              + failure.getMessage()
              + "; set a host of this machine's, and another port, a range such as 9464-9473, or 0"
              + " for any free one");
    } catch (Throwable failure) {
      Log.line("no metrics are served, the app runs on: " + missingModule(failure));
    }
  }

  /**
   * Where the server listens, ending in a slash, or null if it does not. To be asked when this has
   * run.
   */
  String address() {
    if (server == null) {
      return null;
    }
    String host = settings.get(Setting.HOST);
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + server.port() + "/";
  }

  /** Stops the server, if there is one. To be called when this has run. */
  void close() {
    if (server != null) {
      server.close();
    }
  }

  /** A class that is not there is a module that this JVM has not. */
  private static String missingModule(Throwable failure) {
    String text = failure.toString().replace('/', '.');
    if (text.contains("com.sun.net.httpserver")) {
      return noModule("jdk.httpserver");
    }
    if (text.contains("java.lang.management")
        || text.contains("com.sun.management")
        || text.contains("javax.management")) {
      return noModule("jdk.management");
    }
    return failure.toString();
  }

  private static String noModule(String name) {
    return "this JVM has no module "
        + name
        + "; start it with --add-modules "
        + name
        + ", or link that into the Java runtime by jlink";
  }
}
