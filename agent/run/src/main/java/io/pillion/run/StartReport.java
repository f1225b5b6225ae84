package io.pillion.run;

import io.pillion.api.Log;
import java.lang.instrument.Instrumentation;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What the command line is told of the agent in this JVM, and what it waits for. It reads the
 * {@link AgentProperties}.
 */
final class StartReport {
  /** How long whoever attaches the agent waits for it: a machine may be very busy. */
  private static final long PATIENCE_SECONDS = 60;

  private final AgentProperties properties;

  /** Down when requests are counted, or never will be. */
  private final CountDownLatch started = new CountDownLatch(1);

  /** Down when the exporter has said where it serves, or why not. */
  private final CountDownLatch exporter = new CountDownLatch(1);

  StartReport(Instrumentation instrumentation) {
    this.properties = new AgentProperties(instrumentation);
  }

  /** The agent has started, as far as it will. */
  void started() {
    started.countDown();
  }

  /**
   * @param address where metrics are served, or null if they are not
   */
  void exporter(String address) {
    properties.put("version", AgentJar.version());
    if (address != null) {
      properties.put("address", address);
    }
    exporter.countDown();
  }

  /** There is no exporter. */
  void noExporter() {
    exporter.countDown();
  }

  /** False if the agent has not come so far in a minute. */
  boolean awaitStart() throws InterruptedException {
    return exporter.await(PATIENCE_SECONDS, TimeUnit.SECONDS)
        && started.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Tells what whoever attached the agent is shown.
   *
   * @param servers as in {@link Status#servers}
   */
  void attached(Map<String, Map<String, Boolean>> servers) {
    StringJoiner watched = new StringJoiner(", ");
    servers.forEach(
        (server, versions) ->
            versions.forEach(
                (version, counted) -> {
                  if (counted) {
                    watched.add(server + " " + version);
                  }
                }));
    properties.put("watches", watched.toString());
    properties.put("said", String.join("\n", Log.last()));
  }

  /** Of several command lines that attach at once, tells each whether the agent is its own. */
  void attachedBy(String commandLine) {
    properties.put("by", commandLine);
  }

  /** Takes back all that was told. */
  void clear() {
    properties.clear();
  }
}
