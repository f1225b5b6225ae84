package io.pillion.run;

import io.pillion.api.Log;
import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.pillion.config.WatchedServers;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The agent from its start to its end. The app's main thread waits for no more than the weaver to
 * be told of the classes that are loaded; everything else happens on the agent's own threads while
 * the app starts, and a class that is to be woven waits for it.
 */
final class Agent implements Runnable {
  private final String arguments;
  private final Parts parts;
  private final StartReport report;
  private final ConfigReload reload;
  private volatile Serving serving;
  private volatile boolean idle;
  private volatile boolean hasLeft;

  /**
   * Starts the agent.
   *
   * @param entry starts it anew when the file switches on what it has switched off
   * @param arguments settings as {@code key=value,key=value}, or null
   * @param attached to an app that is running; {@link #awaitStart} is to follow
   */
  Agent(Entry entry, String arguments, Instrumentation instrumentation, boolean attached)
      throws Exception {
    this.arguments = arguments;
    this.parts = new Parts(arguments, instrumentation, attached);
    this.report = new StartReport(instrumentation);
    this.reload = new ConfigReload(entry, this);
    begin();
  }

  /** Leaves nothing behind that the app would wait for, if it fails: for lack of a thread, say. */
  private void begin() {
    try {
      parts.weaver.begin();
      parts.namedClasses.begin(parts.threads);
      parts.threads.execute(this);
    } catch (Throwable failure) {
      idle();
      parts.namedClasses.release();
      throw failure;
    }
  }

  /**
   * The app's main thread goes on.
   *
   * @param began {@link System#nanoTime()} when the JVM called the agent
   */
  void premainEnds(long began) {
    parts.status.premainTook(System.nanoTime() - began);
  }

  /** What the main thread need not wait for. */
  @Override
  public void run() {
    try {
      Settings settings = settings();
      if (parts.weaver.open(settings.get(Setting.ENABLED))) {
        serving = new Serving(parts, settings, report);
        serving.begin(settings);
        if (hasFile(settings)) {
          reload.begin(settings, parts.faults);
        }
      } else {
        idle();
      }
    } catch (Throwable failure) {
      idle();
      Log.line("cannot start, the app runs without metrics: " + failure);
    } finally {
      parts.namedClasses.release();
      report.started();
    }
  }

  private Settings settings() {
    List<String> problems = new ArrayList<>();
    Settings settings =
        Settings.read(arguments, System.getProperties(), System.getenv(), problems::add);
    if (hasFile(settings)) {
      settings = settings.withFile(parts.namedClasses.reading(), RuleMetrics::parse, problems::add);
    }
    choosePlugins(settings.get(Setting.HTTP_SERVERS), problems);
    if (settings.get(Setting.ENABLED)) {
      problems.forEach(Log::line);
    }
    return settings;
  }

  private void choosePlugins(WatchedServers wanted, List<String> problems) {
    Set<String> ids = parts.plugins.ids();
    for (String id : wanted.leftOut()) {
      if (!ids.contains(id)) {
        problems.add("http.servers leaves out " + id + ", which is none of " + ids);
      }
    }
    for (String id : wanted.named()) {
      if (!ids.contains(id) && !wanted.relocated().containsKey(id)) {
        problems.add("http.servers names " + id + ", which is none of " + ids);
      }
    }
    parts.plugins.choose(wanted.named(), wanted.leftOut());
    wanted
        .relocated()
        .forEach(
            (id, packages) -> {
              try {
                parts.plugins.relocate(id, packages);
              } catch (IllegalArgumentException wrong) {
                problems.add("http.servers: " + wrong.getMessage());
              }
            });
  }

  private static boolean hasFile(Settings settings) {
    return !settings.get(Setting.CONFIG).isEmpty();
  }

  private void idle() {
    idle = true;
    parts.metrics.areNotMade();
    parts.weaver.close();
    report.noExporter();
  }

  /** Returns when every request that begins is counted, and the metrics are served. */
  void awaitStart() throws InterruptedException {
    if (!report.awaitStart()) {
      Log.line("is attached, and has not come so far as to serve metrics; it goes on");
    } else if (!idle) {
      parts.weaver.weaveLoaded(); // classes that were being loaded at the first time
      report.attached(parts.status.servers());
    }
  }

  StartReport report() {
    return report;
  }

  /** False if it was switched off in its file, could not start, or is the second in this JVM. */
  boolean isAtWork() {
    return !idle;
  }

  /** As {@link Serving#reconfigure}. */
  String reconfigure(Settings changed) {
    return serving.reconfigure(changed);
  }

  /**
   * Takes the agent out of the JVM: classes have their own bytes, the port is free and no thread of
   * the agent's runs when this returns. Requests that are under way keep the agent's classes until
   * they end.
   */
  void stop() throws InterruptedException {
    reload.end();
    if (!hasLeft) {
      leave();
    }
  }

  /** As {@link #stop}, but for the watch of the file. Called once. */
  void leave() throws InterruptedException {
    hasLeft = true;
    parts.threads.end(); // first: none of it must start anything any more
    if (serving != null) {
      serving.close();
    }
    parts.weaver.close();
    idle = true;
    report.clear();
  }
}
