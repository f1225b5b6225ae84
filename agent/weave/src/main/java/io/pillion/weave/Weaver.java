package io.pillion.weave;

import io.pillion.api.Faults;
import io.pillion.api.Hook;
import io.pillion.api.Log;
import io.pillion.api.ServerInstrumentation;
import io.pillion.api.ServerMetrics;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Sees every class that the JVM loads and weaves those that a plug-in hooks. For all others it
 * costs one look-up in a small map; Byte Buddy is first touched when a server's class comes by.
 */
public final class Weaver implements ClassFileTransformer {
  /** How long a class waits at the most for the agent to be ready. */
  private static final long PATIENCE_SECONDS = 20;

  /** What to do with a class of a certain name. */
  private static final class Target {
    final ServerInstrumentation plugin;
    final List<Hook> hooks = new ArrayList<>();

    Target(ServerInstrumentation plugin) {
      this.plugin = plugin;
    }
  }

  private final Map<String, Target> targets = new HashMap<>();
  private final Map<String, ServerInstrumentation> starts = new HashMap<>();
  private final Map<String, Runnable> signals;
  private final Installations installations;
  private final LongAdder nanos = new LongAdder();
  private final Instrumentation instrumentation;
  private final Supplier<ServerMetrics> metrics;
  private final Faults faults;
  private final Executor background;
  private final CountDownLatch decided = new CountDownLatch(1);
  private volatile long lastLoadedNanos = System.nanoTime();
  private volatile boolean open;
  private Linker linker;
  private boolean installed;

  /**
   * @param metrics asked when a plug-in is linked
   * @param background runs what need not be waited for
   * @param signals what to run, in next to no time, when a class of a name (with slashes) is loaded
   */
  public Weaver(
      Instrumentation instrumentation,
      Iterable<ServerInstrumentation> plugins,
      Supplier<ServerMetrics> metrics,
      Faults faults,
      Executor background,
      Map<String, Runnable> signals) {
    this.instrumentation = instrumentation;
    this.metrics = metrics;
    this.faults = faults;
    this.installations = new Installations(faults);
    this.background = background;
    this.signals = signals;
    for (ServerInstrumentation plugin : plugins) {
      starts.put(internal(plugin.startsWith()), plugin);
      for (Hook hook : plugin.hooks()) {
        String name = internal(hook.className());
        Target target = targets.get(name);
        if (target == null) {
          target = new Target(plugin);
          targets.put(name, target);
        }
        target.hooks.add(hook);
      }
    }
  }

  /**
   * Sees classes from now on, and weaves none before {@link #open}: a class that is to be woven
   * waits for it, or for {@link #close}.
   */
  public void begin() {
    instrumentation.addTransformer(this, true);
  }

  private static String internal(String className) {
    return className.replace('.', '/');
  }

  /**
   * Begins to weave, classes that are loaded already included.
   *
   * @param wanted false: to weave nothing after all
   * @return false if nothing is woven, also where another agent of this kind is at work
   */
  public boolean open(boolean wanted) throws Exception {
    linker = new Linker(installations, metrics, faults);
    if (wanted && Dispatcher.install(instrumentation, linker)) {
      installed = true;
      HookedClass.warm();
      open = true;
      decided.countDown();
      weaveLoaded();
      return true;
    }
    close();
    if (wanted) {
      Log.line("is at work in this JVM already; this second start is ignored");
    }
    return false;
  }

  /** Sets who links calls that are not a plug-in's; only after {@link #open}, on its thread. */
  public void measureBy(CallLinker measurements) {
    linker.measureBy(measurements);
  }

  /** Weaves nothing from now on, and gives the classes that were woven their own bytes back. */
  public void close() {
    open = false;
    decided.countDown();
    instrumentation.removeTransformer(this);
    if (installed) {
      List<Class<?>> woven = new ArrayList<>();
      for (Class<?> type : instrumentation.getAllLoadedClasses()) {
        if (type.getClassLoader() != null && targets.containsKey(internal(type.getName()))) {
          woven.add(type);
        }
      }
      retransform(woven);
      Dispatcher.uninstall(linker);
      linker.unlink();
      installed = false;
    }
  }

  private boolean isOpen() {
    try {
      return decided.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && open;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return open;
    }
  }

  /**
   * Weaves the classes that are loaded and not woven yet. One that was half loaded when the weaver
   * began to see classes is found a little later only: in an app that runs, this is called twice.
   */
  public void weaveLoaded() {
    List<Class<?>> types = new ArrayList<>();
    Map<ClassLoader, ServerInstrumentation> started = new HashMap<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      String name = internal(type.getName());
      ClassLoader loader = type.getClassLoader();
      signal(name);
      if (loader != null && isUnwoven(name, loader)) {
        types.add(type);
      } else if (loader != null && starts.containsKey(name)) {
        started.put(loader, starts.get(name));
      }
    }
    retransform(types);
    for (Map.Entry<ClassLoader, ServerInstrumentation> server : started.entrySet()) {
      load(server.getValue(), server.getKey());
    }
  }

  private boolean isUnwoven(String name, ClassLoader loader) {
    Target target = targets.get(name);
    return target != null
        && installations.of(target.plugin, loader).lacks(target.hooks.get(0).className());
  }

  private void retransform(List<Class<?>> types) {
    if (types.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
    } catch (Throwable oneOfThem) {
      types.forEach(this::retransform);
    }
  }

  private void retransform(Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
    } catch (Throwable failure) {
      Target target = targets.get(internal(type.getName()));
      if (target != null && open) {
        installations.of(target.plugin, type.getClassLoader()).failed("weave", failure);
      } else {
        faults.swallow("weave", failure);
      }
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] original) {
    lastLoadedNanos = System.nanoTime();
    if (className == null) {
      return null;
    }
    signal(className);
    Target target = targets.get(className);
    if (target != null && loader != null) {
      long began = System.nanoTime();
      byte[] woven = isOpen() ? weave(loader, target, original) : null;
      nanos.add(System.nanoTime() - began);
      return woven;
    }
    ServerInstrumentation plugin = starts.get(className);
    if (plugin != null && loader != null) {
      background.execute(() -> load(plugin, loader));
    }
    return null;
  }

  private void signal(String className) {
    Runnable signal = signals.get(className);
    if (signal != null) {
      signal.run();
    }
  }

  private byte[] weave(ClassLoader loader, Target target, byte[] original) {
    Installation installation = installations.of(target.plugin, loader);
    try {
      if (installation.isForeign()) {
        return null;
      }
      byte[] woven = HookedClass.weave(original, target.plugin.advice(), target.hooks);
      installation.woven(target.hooks.get(0).className());
      return woven;
    } catch (Throwable failure) {
      installation.failed("weave", failure);
      return null;
    }
  }

  /** Does beforehand what the first request would otherwise wait for, and fail at. */
  private void load(ServerInstrumentation plugin, ClassLoader loader) {
    Installation installation = installations.of(plugin, loader);
    if (installation.isForeign()) {
      return;
    }
    for (Hook hook : plugin.hooks()) {
      try {
        Class.forName(hook.className(), false, loader);
      } catch (Throwable absent) {
        // An app may ship a part of a server only; if it does want the class, it is told itself.
      }
    }
    background.execute(() -> link(installation)); // later: it waits for the metrics to be made
  }

  private void link(Installation installation) {
    if (open && installation.isSeen()) {
      linker.advice(installation);
    }
  }

  /** When the JVM has last loaded a class, {@link System#nanoTime()}. */
  public long lastLoadedNanos() {
    return lastLoadedNanos;
  }

  /** Time spent in weaving and in waiting for it to begin, nanoseconds. */
  public long nanos() {
    return nanos.sum();
  }

  /**
   * The servers that are there, by name and version, and whether the requests of all of that
   * version are counted.
   */
  public Map<String, Map<String, Boolean>> servers() {
    Map<String, Map<String, Boolean>> servers = new TreeMap<>();
    for (Installation installation : installations.all()) {
      if (installation.isSeen()) {
        linker.advice(installation); // of a server that is about to start nobody may have asked yet
        servers
            .computeIfAbsent(installation.instrumentation().server(), server -> new TreeMap<>())
            .merge(installation.version(), installation.isWatching(), Boolean::logicalAnd);
      }
    }
    return servers;
  }

  /** A class of a server's that a plug-in hooks has been loaded, and was woven or left alone. */
  public boolean hasSeenServer() {
    for (Installation installation : installations.all()) {
      if (installation.isSeen()) {
        return true;
      }
    }
    return false;
  }

  /** What is woven of the servers, and what was left alone and why: lines for a user who asks. */
  public List<String> describe() {
    List<String> lines = new ArrayList<>();
    installations.all().forEach(installation -> lines.addAll(installation.describe()));
    return lines;
  }
}
