package io.pillion.weave;

import io.pillion.api.Faults;
import io.pillion.api.Guard;
import io.pillion.api.Hook;
import io.pillion.api.Log;
import io.pillion.api.Overhead;
import io.pillion.api.Plugin;
import io.pillion.api.RequestReader;
import io.pillion.api.Requests;
import io.pillion.api.ServerMetrics;
import io.pillion.api.Variant;
import io.pillion.api.Watched;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One plug-in beside one class loader of a library, both held weakly: the plug-in's view of the
 * agent, and what has become of its hooks. When a {@link Guard} says so, it takes the plug-in out.
 */
final class Installation implements Watched, Consumer<String> {
  private final Plugin plugin;
  private final WeakReference<ClassLoader> library;
  private final Supplier<? extends ServerMetrics> metrics;
  private final Faults faults;
  private WeakReference<Class<?>> advice = new WeakReference<>(null);
  private final Set<String> woven = ConcurrentHashMap.newKeySet();
  private final LinkedSites sites = new LinkedSites();
  private final Set<String> lacking = ConcurrentHashMap.newKeySet();
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
    this.metrics = metrics;
    this.faults = faults;
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
   * @param className of a hooked class, which is woven now
   * @param missing the hooks whose place it does not have
   * @throws IllegalStateException if the plug-in cannot do without one of them. Of those that it
   *     can do without there is one for each of several versions.
   */
  void woven(String className, List<Hook> missing) {
    for (Hook hook : missing) {
      if (!hook.isOptional()) {
        throw new IllegalStateException("there is no " + hook);
      }
    }
    woven.add(className);
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
   * @param hook the last part of a label {@code where}
   */
  Guard guard(String hook) {
    return new Guard(faults, plugin.id() + "." + hook, this);
  }

  @Override
  public <E> Requests<E> requests(RequestReader<E> reader) {
    return metrics.get().requests(reader, guard("requestEnded"));
  }

  @Override
  public Overhead overhead() {
    return metrics.get().overhead();
  }

  @Override
  public boolean mayComeLate() {
    return metrics.get().isAttached();
  }

  @Override
  public void lacks(String member, String lost) {
    lacking.add(member + ": " + lost);
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** A library of this plug-in's is there, watched or not. */
  boolean isSeen() {
    return library.get() != null && (!woven.isEmpty() || failure != null);
  }

  /** What was tried so far has worked; {@link #advice} tries the rest. */
  boolean isWatching() {
    return isSeen() && failure == null;
  }

  /** The library's version; {@code unknown} if it does not say. */
  String version() {
    ClassLoader loader = library.get();
    try {
      String version = loader == null ? null : plugin.version(loader);
      return version == null ? "unknown" : version;
    } catch (RuntimeException | LinkageError bad) {
      return "unknown";
    }
  }

  /**
   * What has become of each hooked class, for a user who asks; empty if the app's loader is gone,
   * or another product is in it.
   */
  List<String> describe() {
    ClassLoader loader = library.get();
    List<String> lines = new ArrayList<>();
    Variant fitting = variant();
    if (loader == null || (fitting == null && failure == null)) {
      return lines;
    }
    lines.add(
        plugin.id()
            + " in a class loader of "
            + loader.getClass().getName()
            + (isWatching() ? " is watched" : " is not watched"));
    if (failure != null) {
      lines.add("  left alone   " + failure);
    }
    for (String detail : new TreeSet<>(lacking)) {
      lines.add("  without " + detail);
    }
    Set<String> hooked = new LinkedHashSet<>();
    if (fitting != null) {
      fitting.hooks().forEach(hook -> hooked.add(hook.className()));
    }
    for (String className : hooked) {
      lines.add((woven.contains(className) ? "  woven       " : "  not loaded  ") + className);
    }
    return lines;
  }

  /**
   * The plug-in's advice class for this loader, which a linked call keeps alive from its first use
   * on.
   *
   * @return null if the loader is gone, the plug-in was taken out, or does not find in this version
   *     of the library what it cannot do without
   */
  synchronized Class<?> advice() {
    Class<?> present = advice.get();
    ClassLoader loader = library.get();
    if (present == null && loader != null && variant() != null && failure == null) {
      try {
        present = define(loader);
        advice = new WeakReference<>(present);
      } catch (Throwable why) {
        failed("link", why);
      }
    }
    return present;
  }

  private Class<?> define(ClassLoader loader) throws Throwable {
    Class<?> type = Class.forName(variant.advice(), true, new PluginClassLoader(loader, variant));
    GuardedAdvice.arm(type, variant, this);
    try {
      type.getConstructor(Watched.class).newInstance(this);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    return type;
  }
}
