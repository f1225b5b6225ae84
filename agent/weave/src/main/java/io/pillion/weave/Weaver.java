package io.pillion.weave;

import io.pillion.api.Faults;
import io.pillion.api.Log;
import io.pillion.api.Plugin;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
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
  private final LoadedClasses loaded;
  private final Consumer<String> loads;
  private final Executor background;
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
    this.loaded = new LoadedClasses(instrumentation, plugins, installations, gate, faults);
    this.loads = loads;
    this.background = background;
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

  /**
   * Weaves the classes that are loaded and not woven yet. A class that was half loaded when the
   * weaver began to see classes is found a little later only: in an app that runs, this is called
   * twice.
   */
  public void weaveLoaded() {
    loaded.weave(loads, this::prepare);
  }

  /** Weaves nothing from now on, and gives the classes that were woven their own bytes back. */
  public void close() {
    gate.close();
    instrumentation.removeTransformer(this);
    if (installed) {
      loaded.restore();
      Dispatcher.uninstall(linker);
      linker.unlink();
      installed = false;
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
    for (Plugin plugin : plugins.startingWith(className)) {
      prepare(plugin, loader);
    }
    if (plugins.hooking(className).isEmpty()) {
      return null;
    }
    long began = System.nanoTime();
    byte[] woven = gate.awaitOpen() ? weave(loader, className, original) : null;
    nanos.add(System.nanoTime() - began);
    return woven;
  }

  /**
   * One plug-in after the other: where one does not fit, the others do all the same. Which of them
   * the user wants is known by now.
   */
  private byte[] weave(ClassLoader loader, String className, byte[] original) {
    byte[] woven = null;
    for (Plugin plugin : plugins.hooking(className)) {
      byte[] more =
          installations.of(plugin, loader).weave(className, woven == null ? original : woven);
      woven = more == null ? woven : more;
    }
    return woven;
  }

  private void prepare(Plugin plugin, ClassLoader loader) {
    background.execute(
        () -> {
          Installation installation = installations.of(plugin, loader);
          installation.loadHooked();
          background.execute(() -> link(installation)); // later: it waits for the metrics
        });
  }

  private void link(Installation installation) {
    if (gate.isOpen() && installation.isSeen()) {
      installation.advice();
    }
  }

  /** Time spent in weaving and in waiting for it to begin, nanoseconds. */
  public long nanos() {
    return nanos.sum();
  }
}
