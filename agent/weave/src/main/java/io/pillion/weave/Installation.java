package io.pillion.weave;

import io.pillion.api.Faults;
import io.pillion.api.Guard;
import io.pillion.api.Hook;
import io.pillion.api.Log;
import io.pillion.api.Plugin;
import io.pillion.api.ServerMetrics;
import io.pillion.api.Variant;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One plug-in beside one class loader of a library, which is held weakly: what has become of its
 * hooks. When a {@link Guard} says so, it takes the plug-in out.
 */
final class Installation implements Function<String, Guard>, Consumer<String> {
  private final Plugin plugin;
  private final WeakReference<ClassLoader> library;
  private final Faults faults;
  private final Set<String> woven = ConcurrentHashMap.newKeySet();
  private final PluginAdvice advice;
  private final LinkedSites sites = new LinkedSites();
  private volatile boolean isFitted;
  private volatile Variant variant;

  /**
   * Why the plug-in is out, or null. In words: a throwable holds the classes of its stack trace,
   * and with them the app's loader.
   */
  private volatile String failure;

  Installation(
      Plugin plugin,
      ClassLoader library,
      Supplier<? extends ServerMetrics> metrics,
      Faults faults) {
    this.plugin = plugin;
    this.library = new WeakReference<>(library);
    this.faults = faults;
    this.advice = new PluginAdvice(metrics, this);
  }

  Plugin plugin() {
    return plugin;
  }

  /** The woven calls that were linked. */
  LinkedSites sites() {
    return sites;
  }

  /**
   * The plug-in's variant that fits; null if none does, as where another product has classes of the
   * same names. Found without a lock, because classes are being loaded meanwhile, and the class
   * loader that is asked takes a lock of its own.
   */
  Variant variant() {
    if (!isFitted) {
      try {
        variant = fitting();
      } catch (Throwable why) { // of the plug-in, or of an app's class loader that was asked
        failed("weave", why);
      }
      isFitted = true;
    }
    return variant;
  }

  private Variant fitting() {
    ClassLoader loader = library.get();
    for (Variant one : plugin.variants()) {
      if (loader != null && one.fits(loader)) {
        return one;
      }
    }
    return null;
  }

  /**
   * Weaves the plug-in's calls into a class that is hooked.
   *
   * @param className its internal name
   * @return null if the plug-in leaves the class alone
   */
  byte[] weave(String className, byte[] original) {
    try {
      List<WovenCall> calls = calls(className.replace('/', '.'));
      return calls.isEmpty() ? null : weave(className.replace('/', '.'), original, calls);
    } catch (Throwable why) {
      failed("weave", why);
      return null;
    }
  }

  private List<WovenCall> calls(String className) {
    List<WovenCall> calls = new ArrayList<>();
    Variant fitting = variant();
    if (fitting != null && failure == null) {
      for (Hook hook : fitting.hooks()) {
        if (hook.className().equals(className)) {
          calls.add(new WovenCall(hook, fitting.name()));
        }
      }
    }
    return calls;
  }

  /**
   * @throws IllegalStateException if a hook has no place that the plug-in cannot do without. Of
   *     those that it can do without there is one for each of several versions.
   */
  private byte[] weave(String className, byte[] original, List<WovenCall> calls) {
    List<Hook> missing = new ArrayList<>();
    byte[] file = WovenClass.weave(original, calls, missing);
    for (Hook hook : missing) {
      if (!hook.isOptional()) {
        throw new IllegalStateException("there is no " + hook);
      }
    }
    woven.add(className);
    return file;
  }

  /** Has the hooked classes loaded, and so woven, before the first request would wait for it. */
  void loadHooked() {
    Variant fitting = variant();
    if (fitting != null) {
      for (Hook hook : fitting.hooks()) {
        try {
          Class.forName(hook.className(), false, library.get());
        } catch (Throwable absent) {
          // An app may ship a part of a server only; if it does want the class, it is told itself.
        }
      }
    }
  }

  /**
   * @param className of a hooked class, which is loaded and perhaps not woven
   */
  boolean lacks(String className) {
    return failure == null && !woven.contains(className) && variant() != null;
  }

  /**
   * Watches no more: a half of the hooks would give wrong numbers.
   *
   * @param where the part of the agent that counts the fault
   */
  void failed(String where, Throwable why) {
    if (takeOut(why.toString())) {
      faults.swallow(
          where,
          why,
          plugin.id() + " is not watched, its classes are not those that Pillion knows");
    }
  }

  /** As {@link #failed}, for a reason that was counted. */
  @Override
  public void accept(String reason) {
    if (takeOut(reason)) {
      Log.line(plugin.id() + " is no longer watched: " + reason);
    }
  }

  private boolean takeOut(String reason) {
    synchronized (this) {
      if (failure != null) {
        return false;
      }
      failure = reason;
    }
    sites.cut();
    return true;
  }

  /**
   * The guard of a hook.
   *
   * @param hook the last part of a label {@code where}
   */
  @Override
  public Guard apply(String hook) {
    return new Guard(faults, plugin.id() + "." + hook, this);
  }

  /** A library of this plug-in's is there, watched or not. */
  boolean isSeen() {
    return library.get() != null && (!woven.isEmpty() || failure != null);
  }

  /** What was tried so far has worked; {@link #advice} tries the rest. */
  boolean isWatching() {
    return isSeen() && failure == null;
  }

  /** Null once it is gone. */
  ClassLoader library() {
    return library.get();
  }

  /** The names of the hooked classes that are woven. */
  Set<String> woven() {
    return woven;
  }

  /** As {@link PluginAdvice#lacking}. */
  Set<String> lacking() {
    return advice.lacking();
  }

  /** Why the plug-in is out, or null. */
  String failure() {
    return failure;
  }

  /**
   * The plug-in's advice class for this loader.
   *
   * @return null if the loader is gone, or the plug-in was taken out or leaves the library alone
   */
  synchronized Class<?> advice() {
    ClassLoader loader = library.get();
    Variant fitting = variant();
    if (loader != null && fitting != null && failure == null) {
      try {
        return advice.beside(loader, fitting);
      } catch (Throwable why) {
        failed("link", why);
      }
    }
    return null;
  }
}
