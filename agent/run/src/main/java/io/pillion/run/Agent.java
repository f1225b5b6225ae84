package io.pillion.run;

import io.pillion.api.Faults;
import io.pillion.api.Hook;
import io.pillion.api.Log;
import io.pillion.api.ServerInstrumentation;
import io.pillion.api.ServerMetrics;
import io.pillion.config.ConfigWatch;
import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.pillion.metrics.AgentStatus;
import io.pillion.metrics.Metrics;
import io.pillion.weave.Weaver;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Starts the agent, and stops it. The app's main thread waits for no more than the weaver to be
 * told of the classes that are loaded; everything else happens on the agent's own threads while the
 * app starts, and a class that is to be woven waits for it.
 */
public final class Agent implements AgentStatus, Supplier<ServerMetrics>, Runnable {
  /** How long whoever attaches the agent waits for it: a machine may be very busy. */
  private static final long PATIENCE_SECONDS = 60;

  private final String arguments;
  private final Instrumentation instrumentation;
  private final boolean attached;
  private final Faults faults = new Faults();
  private final AppStart appStart = new AppStart();
  private final Background background = new Background();

  /** The file's watch alone, which outlives an agent that the file has switched off. */
  private final Background watch = new Background();

  private final Restart restart;
  private final Weaver weaver;
  private final FutureTask<Metrics> metrics = new FutureTask<>(this::metrics);
  private final NamedClasses namedClasses;

  /** Down when {@link #run} has ended. */
  private final CountDownLatch ran = new CountDownLatch(1);

  /** Down when the exporter has said where it serves, or why not. */
  private final CountDownLatch told = new CountDownLatch(1);

  private long startNanos;
  private Settings settings;
  private Exporter exporter;
  private MethodMetrics methods;
  private volatile AgentProperties properties;
  private volatile boolean idle;
  private volatile boolean hasLeft;

  /** What is done when the file switches on what it has switched off. */
  interface Restart {
    void run() throws Exception;
  }

  private Agent(
      String arguments, Instrumentation instrumentation, boolean attached, Restart restart)
      throws Exception {
    this.arguments = arguments;
    this.instrumentation = instrumentation;
    this.attached = attached;
    this.restart = restart;
    List<ServerInstrumentation> plugins = plugins();
    this.weaver =
        new Weaver(instrumentation, plugins, this, faults, background, appStart.signals(plugins));
    this.namedClasses = NamedClasses.of(arguments, instrumentation);
    begin();
  }

  /** Leaves nothing behind that the app would wait for, if it fails: for lack of a thread, say. */
  private void begin() {
    try {
      weaver.begin();
      if (namedClasses != null) {
        namedClasses.begin();
        background.start(namedClasses.reading());
      }
      background.execute(this);
    } catch (Throwable failure) {
      idle();
      if (namedClasses != null) {
        namedClasses.inForce();
      }
      throw failure;
    }
  }

  /**
   * Starts in an app that is about to start.
   *
   * @param arguments settings as {@code key=value,key=value}, or null
   * @param began {@link System#nanoTime()} when the JVM called the agent
   */
  static Agent start(String arguments, Instrumentation instrumentation, long began, Restart restart)
      throws Exception {
    Agent agent = new Agent(arguments, instrumentation, false, restart);
    agent.startNanos = System.nanoTime() - began;
    return agent;
  }

  /** As {@link #start}, in an app that is running; to be followed by {@link #awaitStart}. */
  static Agent attach(String arguments, Instrumentation instrumentation, Restart restart)
      throws Exception {
    return new Agent(arguments, instrumentation, true, restart);
  }

  private List<ServerInstrumentation> plugins() throws IOException {
    List<ServerInstrumentation> plugins = new ArrayList<>();
    for (String name : Services.names(ServerInstrumentation.class, Agent.class.getClassLoader())) {
      try {
        plugins.add(plugin(name));
      } catch (Throwable failure) {
        faults.swallow("plugin", failure, "the plug-in " + name + " is left out");
      }
    }
    return plugins;
  }

  /** Asked for all that it says of itself, which it might fail to. */
  private ServerInstrumentation plugin(String name) throws ReflectiveOperationException {
    ServerInstrumentation plugin =
        Services.make(ServerInstrumentation.class, name, Agent.class.getClassLoader());
    for (Hook hook : plugin.hooks()) {
      faults.expect(plugin.server() + "." + hook.advice());
    }
    return plugin;
  }

  /** What the main thread need not wait for. */
  @Override
  public void run() {
    try {
      List<String> problems = new ArrayList<>();
      settings =
          Settings.read(
              arguments,
              System.getProperties(),
              System.getenv(),
              namedClasses == null ? null : namedClasses.reading(),
              MethodMetrics::check,
              problems::add);
      boolean enabled = settings.get(Setting.ENABLED);
      if (enabled) {
        problems.forEach(Log::line);
      }
      if (weaver.open(enabled)) {
        serve();
      } else {
        idle();
      }
    } catch (Throwable failure) {
      idle();
      Log.line("cannot start, the app runs without metrics: " + failure);
    } finally {
      if (namedClasses != null) {
        namedClasses.inForce();
      }
      ran.countDown();
    }
  }

  private void idle() {
    idle = true;
    metrics.cancel(false);
    weaver.close();
    told.countDown();
  }

  /**
   * The metrics are made here and not by a thread of the app's that needs them earlier: a thread
   * that the library starts inherits the context class loader and the access control context of its
   * creator. It would tie the app's class loader to itself for ever.
   */
  private void serve() throws Exception {
    metrics.run();
    Metrics made = metrics.get();
    if (!settings.get(Setting.CONFIG).isEmpty()) {
      methods = new MethodMetrics(instrumentation, weaver, made, faults, background);
    }
    Inquiry answers = new Inquiry(weaver, made, settings, methods, faults);
    exporter =
        new Exporter(
            settings, made, appStart, weaver::lastLoadedNanos, background, answers, version());
    background.start(this::export);
    if (methods != null) {
      methods.apply(settings);
      watch.start(
          new ConfigWatch(
              settings,
              changed -> reconfigure(changed, made, answers),
              Log::line,
              fault -> faults.swallow("config", fault)));
    }
  }

  /** What the file says now; called on the thread that watches the file. */
  private String reconfigure(Settings changed, Metrics made, Inquiry answers) {
    try {
      if (!changed.get(Setting.ENABLED)) {
        return switchOff();
      }
      if (idle) {
        restart.run();
        Thread.currentThread().interrupt(); // the agent that has come watches the file itself
        return "";
      }
      made.reconfigure(changed);
      answers.reconfigure(changed);
      return methods.apply(changed);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private String switchOff() throws InterruptedException {
    if (idle) {
      return "";
    }
    leave();
    return "the agent has left the JVM, but for the watch of this file";
  }

  private Metrics metrics() {
    return new Metrics(settings, this, faults);
  }

  private void export() {
    exporter.run(this::publish);
    try {
      appStart.awaitSettled(weaver::lastLoadedNanos, weaver::hasSeenServer);
      if (!weaver.hasSeenServer()) {
        Log.line("no server that Pillion knows is in use: no requests are counted so far");
      }
    } catch (InterruptedException detached) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells the command line of another JVM what is known of the exporter. */
  private void publish() {
    if (properties == null) {
      properties = AgentProperties.of(instrumentation);
    }
    properties.put("version", version());
    if (exporter.address() != null) {
      properties.put("address", exporter.address());
    }
    told.countDown();
  }

  /** Returns when every request that begins is counted, and the metrics are served. */
  void awaitStart() throws InterruptedException {
    if (!told.await(PATIENCE_SECONDS, TimeUnit.SECONDS)
        || !ran.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      Log.line("is attached, and has not come so far as to serve metrics; it goes on");
    } else if (!idle) {
      weaver.weaveLoaded(); // classes that were being loaded at the first time
      properties.put("watches", watches());
      properties.put("said", String.join("\n", Log.last()));
    }
  }

  private String watches() {
    List<String> all = new ArrayList<>();
    servers()
        .forEach(
            (server, versions) ->
                versions.forEach(
                    (version, counted) -> {
                      if (counted) {
                        all.add(server + " " + version);
                      }
                    }));
    return String.join(", ", all);
  }

  /** False if it was switched off in its file, could not start, or is the second of two. */
  boolean isAtWork() {
    return !idle;
  }

  /**
   * Takes the agent out of the JVM: classes have their own bytes, the port is free and no thread of
   * the agent's runs when this returns. Requests that are under way keep the agent's classes until
   * they end.
   */
  void stop() throws InterruptedException {
    watch.end();
    if (!hasLeft) {
      leave();
    }
  }

  private void leave() throws InterruptedException {
    hasLeft = true;
    background.end(); // first: none of it must start anything any more
    if (exporter != null) {
      exporter.close();
    }
    if (methods != null) {
      methods.close();
    }
    weaver.close();
    if (!idle && metrics.isDone()) {
      made().close();
    }
    idle = true;
    if (properties != null) {
      properties.clear();
    }
  }

  /** Waits for the metrics; an interrupt of the app's thread stays for the app to see. */
  @Override
  public ServerMetrics get() {
    return made();
  }

  private Metrics made() {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return metrics.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException failure) {
      throw new IllegalStateException("the agent did not start", failure.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public boolean isAttached() {
    return attached;
  }

  @Override
  public String version() {
    try {
      return Services.lines("io/pillion/run/version.txt", Agent.class.getClassLoader()).get(0);
    } catch (IOException e) {
      return "unknown";
    }
  }

  @Override
  public Map<String, Map<String, Boolean>> servers() {
    return weaver.servers();
  }

  @Override
  public double startSeconds() {
    long waited = namedClasses == null ? 0 : namedClasses.nanos();
    return (startNanos + weaver.nanos() + waited) / 1e9;
  }
}
