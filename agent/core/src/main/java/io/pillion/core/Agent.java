package io.pillion.core;

import io.pillion.core.api.Faults;
import io.pillion.core.api.Hook;
import io.pillion.core.api.Log;
import io.pillion.core.api.ServerInstrumentation;
import io.pillion.core.api.ServerMetrics;
import io.pillion.core.config.ConfigWatch;
import io.pillion.core.config.Setting;
import io.pillion.core.config.Settings;
import io.pillion.core.metrics.AgentStatus;
import io.pillion.core.metrics.Metrics;
import io.pillion.core.weave.Weaver;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Starts the agent. The app's main thread waits for no more than the weaver to be told of the
 * classes that are loaded; everything else happens on the agent's own threads while the app starts,
 * and a class that is to be woven waits for it.
 */
public final class Agent implements AgentStatus, Supplier<ServerMetrics>, Runnable {
  private final String arguments;
  private final Instrumentation instrumentation;
  private final Faults faults = new Faults();
  private final AppLogging logging = new AppLogging();
  private final Weaver weaver;
  private final CompletableFuture<Metrics> metrics = new CompletableFuture<>();
  private final NamedClasses namedClasses;
  private long startNanos;

  private Agent(String arguments, Instrumentation instrumentation) throws Exception {
    this.arguments = arguments;
    this.instrumentation = instrumentation;
    Background background = new Background();
    List<ServerInstrumentation> plugins = plugins();
    this.weaver =
        new Weaver(instrumentation, plugins, this, faults, background, logging.signals(plugins));
    this.namedClasses = NamedClasses.of(arguments, instrumentation);
    background.execute(this);
  }

  /**
   * Called by {@code boot}, by reflection.
   *
   * @param arguments settings as {@code key=value,key=value}, or null
   * @param began {@link System#nanoTime()} when the JVM called the agent
   */
  public static void start(String arguments, Instrumentation instrumentation, long began)
      throws Exception {
    Agent agent = new Agent(arguments, instrumentation);
    agent.startNanos = System.nanoTime() - began;
  }

  private List<ServerInstrumentation> plugins() throws Exception {
    List<ServerInstrumentation> plugins =
        Services.load(ServerInstrumentation.class, Agent.class.getClassLoader());
    for (ServerInstrumentation plugin : plugins) {
      for (Hook hook : plugin.hooks()) {
        faults.expect(hook.advice());
      }
    }
    return plugins;
  }

  /** What the main thread need not wait for. */
  @Override
  public void run() {
    try {
      List<String> problems = new ArrayList<>();
      Settings settings =
          Settings.read(
              arguments,
              System.getProperties(),
              System.getenv(),
              MethodMetrics::check,
              problems::add);
      boolean enabled = settings.get(Setting.ENABLED);
      if (enabled) {
        problems.forEach(Log::line);
      }
      if (weaver.open(enabled)) {
        serve(settings);
      }
    } catch (Throwable failure) {
      weaver.close();
      metrics.completeExceptionally(failure);
      Log.line("cannot start, the app runs without metrics: " + failure);
    } finally {
      if (namedClasses != null) {
        namedClasses.inForce();
      }
    }
  }

  /**
   * The metrics are made here and not by a thread of the app's that needs them earlier: the library
   * starts a thread of its own, which inherits the context class loader and the access control
   * context of its creator. It would tie the app's class loader to itself for ever.
   */
  private void serve(Settings settings) throws InterruptedException {
    Metrics made = new Metrics(settings, this, faults);
    metrics.complete(made);
    boolean hasFile = !settings.get(Setting.CONFIG).isEmpty();
    MethodMetrics methods =
        hasFile ? new MethodMetrics(instrumentation, weaver, made, faults) : null;
    Inquiry answers = new Inquiry(weaver, made, settings, methods, faults);
    Background.thread(new Exporter(settings, made, logging, instrumentation, answers, version()))
        .start();
    if (hasFile) {
      methods.apply(settings);
      Background.thread(
              new ConfigWatch(
                  settings,
                  changed -> {
                    made.reconfigure(changed);
                    answers.reconfigure(changed);
                    return methods.apply(changed);
                  },
                  Log::line))
          .start();
    }
  }

  /** Waits for the metrics; an interrupt of the app's thread stays for the app to see. */
  @Override
  public ServerMetrics get() {
    return metrics.join();
  }

  @Override
  public String version() {
    try {
      return Services.lines("io/pillion/core/version.txt", Agent.class.getClassLoader()).get(0);
    } catch (IOException e) {
      return "unknown";
    }
  }

  @Override
  public Map<String, Set<String>> servers() {
    return weaver.watched();
  }

  @Override
  public double startSeconds() {
    long waited = namedClasses == null ? 0 : namedClasses.nanos();
    return (startNanos + weaver.nanos() + waited) / 1e9;
  }
}
