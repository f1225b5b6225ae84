package io.pillion.weave;

import io.pillion.api.Faults;
import io.pillion.api.Hook;
import io.pillion.api.Log;
import io.pillion.api.Plugin;
import io.pillion.api.Variant;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Sees every class that the JVM loads and weaves those that a plug-in hooks. For all others it
 * costs two look-ups in small maps; Byte Buddy is first touched when a server's class comes by.
 */
public final class Weaver implements ClassFileTransformer {
  private final Instrumentation instrumentation;
  private final PluginIndex plugins;
  private final Installations installations;
  private final Linker linker;
  private final Consumer<String> loads;
  private final Executor background;
  private final Faults faults;
  private final StartGate gate = new StartGate();
  private final LongAdder nanos = new LongAdder();
  private boolean installed;

  /**
   * @param loads takes, in next to no time, the internal name of every class that is loaded
   * @param background runs what need not be waited for
   */
  public Weaver(
      Instrumentation instrumentation,
      PluginIndex plugins,
      Installations installations,
      Consumer<String> loads,
      Executor background,
      Faults faults) {
    this.instrumentation = instrumentation;
    this.plugins = plugins;
    this.installations = installations;
    this.linker = new Linker(installations, faults);
    this.loads = loads;
    this.background = background;
    this.faults = faults;
  }

  /**
   * Sees classes from now on, and weaves none before {@link #open}: a class that is to be woven
   * waits for it, or for {@link #close}.
   */
  public void begin() {
    instrumentation.addTransformer(this, true);
  }

  /**
   * Begins to weave, classes that are loaded already included.
   *
   * @param wanted false: to weave nothing after all
   * @return false if nothing is woven, also where another agent of this kind is at work
   */
  public boolean open(boolean wanted) throws Exception {
    if (wanted && Dispatcher.install(instrumentation, linker)) {
      installed = true;
      WovenClass.warm();
      gate.open();
      weaveLoaded();
      return true;
    }
    close();
    if (wanted) {
      Log.line("is at work in this JVM already; this second start is ignored");
    }
    return false;
  }

  /** Sets who links calls that are not a plug-in's. */
  public void measureBy(CallLinker measurements) {
    linker.measureBy(measurements);
  }

  /** Weaves nothing from now on, and gives the classes that were woven their own bytes back. */
  public void close() {
    gate.close();
    instrumentation.removeTransformer(this);
    if (installed) {
      List<Class<?>> woven = new ArrayList<>();
      for (Class<?> type : instrumentation.getAllLoadedClasses()) {
        if (type.getClassLoader() != null && !hooking(type).isEmpty()) {
          woven.add(type);
        }
      }
      retransform(woven);
      Dispatcher.uninstall(linker);
      linker.unlink();
      installed = false;
    }
  }

  private Set<Plugin> hooking(Class<?> type) {
    return plugins.hooking(PluginIndex.internal(type.getName()));
  }

  /**
   * Weaves the classes that are loaded and not woven yet. A class that was half loaded when the
   * weaver began to see classes is found a little later only: in an app that runs, this is called
   * twice.
   */
  public void weaveLoaded() {
    List<Class<?>> unwoven = new ArrayList<>();
    List<Runnable> preparations = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      String name = PluginIndex.internal(type.getName());
      ClassLoader loader = type.getClassLoader();
      loads.accept(name);
      if (loader != null) {
        for (Plugin plugin : plugins.hooking(name)) {
          if (installations.of(plugin, loader).lacks(type.getName()) && !unwoven.contains(type)) {
            unwoven.add(type);
          }
        }
        for (Plugin plugin : plugins.startingWith(name)) {
          preparations.add(() -> prepare(plugin, loader));
        }
      }
    }
    retransform(unwoven);
    preparations.forEach(Runnable::run);
  }

  private void retransform(List<Class<?>> types) {
    Retransformation.of(types, instrumentation, this::refused);
  }

  private void refused(Class<?> type, Throwable why) {
    Set<Plugin> concerned = hooking(type);
    for (Plugin plugin : concerned) {
      if (gate.isOpen()) {
        installations.of(plugin, type.getClassLoader()).failed("weave", why);
      }
    }
    if (concerned.isEmpty() || !gate.isOpen()) {
      faults.swallow("weave", why);
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] original) {
    if (className == null) {
      return null;
    }
    loads.accept(className);
    if (loader == null) {
      return null;
    }
    for (Plugin plugin : plugins.startingWith(className)) {
      background.execute(() -> prepare(plugin, loader));
    }
    Set<Plugin> hooking = plugins.hooking(className);
    if (hooking.isEmpty()) {
      return null;
    }
    long began = System.nanoTime();
    byte[] woven = gate.awaitOpen() ? weave(loader, className, hooking, original) : null;
    nanos.add(System.nanoTime() - began);
    return woven;
  }

  /** One plug-in after the other: where one does not fit, the others do all the same. */
  private byte[] weave(ClassLoader loader, String className, Set<Plugin> hooking, byte[] original) {
    byte[] woven = null;
    for (Plugin plugin : hooking) {
      Installation installation = installations.of(plugin, loader);
      try {
        byte[] more = weave(installation, className, woven == null ? original : woven);
        woven = more == null ? woven : more;
      } catch (Throwable failure) {
        installation.failed("weave", failure);
      }
    }
    return woven;
  }

  /** Null if the plug-in has nothing to do with this class after all. */
  private static byte[] weave(Installation installation, String className, byte[] original) {
    Variant variant = installation.variant();
    List<WovenCall> calls = new ArrayList<>();
    if (variant != null && !installation.hasFailed()) {
      for (Hook hook : variant.hooks()) {
        if (PluginIndex.internal(hook.className()).equals(className)) {
          calls.add(new WovenCall(hook, variant.advice()));
        }
      }
    }
    if (calls.isEmpty()) {
      return null;
    }
    List<Hook> missing = new ArrayList<>();
    byte[] woven = WovenClass.weave(original, calls, missing);
    installation.woven(className.replace('/', '.'), missing);
    return woven;
  }

  /** Does beforehand what the first request would otherwise wait for, and fail at. */
  private void prepare(Plugin plugin, ClassLoader loader) {
    Installation installation = installations.of(plugin, loader);
    Variant variant = installation.variant();
    if (variant == null) {
      return;
    }
    for (Hook hook : variant.hooks()) {
      try {
        Class.forName(hook.className(), false, loader);
      } catch (Throwable absent) {
        // An app may ship a part of a server only; if it does want the class, it is told itself.
      }
    }
    background.execute( // later: it waits for the metrics to be made
        () -> {
          if (gate.isOpen() && installation.isSeen()) {
            installation.advice();
          }
        });
  }

  /** Time spent in weaving and in waiting for it to begin, nanoseconds. */
  public long nanos() {
    return nanos.sum();
  }
}
