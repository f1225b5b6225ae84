package io.pillion.weave;

import io.pillion.api.Faults;
import io.pillion.api.Guard;
import io.pillion.api.Log;
import io.pillion.api.ServerInstrumentation;
import io.pillion.api.ServerMetrics;
import io.pillion.api.WatchedServer;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * One plug-in beside one class loader of the server's, both held weakly. To the plug-in it gives
 * the {@link Guard}s of its hooks; when one of these says so, it takes the plug-in out.
 */
final class Installation implements WatchedServer, Consumer<String> {
  private final ServerInstrumentation instrumentation;
  private final WeakReference<ClassLoader> server;
  private final Faults faults;
  private WeakReference<Object> advice = new WeakReference<>(null);
  private final Set<String> woven = ConcurrentHashMap.newKeySet();
  private final LinkedSites sites = new LinkedSites();
  private final Set<String> lacking = ConcurrentHashMap.newKeySet();
  private volatile Boolean foreign;

  /** In words: a throwable would hold the classes on its way, and with them the app's loader. */
  private volatile String failure;

  Installation(ServerInstrumentation instrumentation, ClassLoader server, Faults faults) {
    this.instrumentation = instrumentation;
    this.server = new WeakReference<>(server);
    this.faults = faults;
  }

  ServerInstrumentation instrumentation() {
    return instrumentation;
  }

  /** The woven calls that were linked. */
  LinkedSites sites() {
    return sites;
  }

  /**
   * The classes are another product's, of the same names. Asked while classes are being loaded, so
   * without a lock: the class loader that looks takes its own.
   */
  boolean isForeign() {
    Boolean known = foreign;
    if (known == null) {
      known = hasWhatMustBeAbsent();
      foreign = known;
    }
    return known;
  }

  private boolean hasWhatMustBeAbsent() {
    ClassLoader loader = server.get();
    for (String resource : instrumentation.absent()) {
      if (loader != null && loader.getResource(resource) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param className of a hooked class, which is woven now
   */
  void woven(String className) {
    woven.add(className);
  }

  /**
   * @param className of a hooked class, which is loaded and perhaps not woven
   */
  boolean lacks(String className) {
    return failure == null && !woven.contains(className) && !isForeign();
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
          instrumentation.server()
              + " is not watched, its classes are not those that Pillion knows");
    }
  }

  /** As {@link #failed}, for a reason that was counted. */
  @Override
  public void accept(String reason) {
    if (takeOut(reason)) {
      Log.line(instrumentation.server() + " is no longer watched: " + reason);
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

  @Override
  public Guard guard(String hook) {
    return new Guard(faults, instrumentation.server() + "." + hook, this);
  }

  @Override
  public void lacks(String member, String lost) {
    lacking.add(member + ": " + lost);
  }

  boolean hasFailed() {
    return failure != null;
  }

  /** A server of this plug-in's is there, watched or not. */
  boolean isSeen() {
    return server.get() != null && (!woven.isEmpty() || failure != null);
  }

  /** What was tried so far has worked; {@link Linker#advice} tries the rest. */
  boolean isWatching() {
    return isSeen() && failure == null;
  }

  /** The server's version; {@code unknown} if it does not say. */
  String version() {
    ClassLoader loader = server.get();
    String version = loader == null ? null : instrumentation.version(loader);
    return version == null ? "unknown" : version;
  }

  /**
   * What has become of each hooked class, for a user who asks; empty if the app's loader is gone,
   * or another product is in it.
   */
  List<String> describe() {
    ClassLoader loader = server.get();
    List<String> lines = new ArrayList<>();
    if (loader == null || isForeign()) {
      return lines;
    }
    lines.add(
        instrumentation.server()
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
    instrumentation.hooks().forEach(hook -> hooked.add(hook.className()));
    for (String className : hooked) {
      lines.add((woven.contains(className) ? "  woven       " : "  not loaded  ") + className);
    }
    return lines;
  }

  /**
   * The plug-in's advice for this loader, which a linked call keeps alive from its first use on.
   * Null if the loader is gone.
   *
   * @throws ReflectiveOperationException if the plug-in does not fit this version of the server
   */
  synchronized Object advice(ServerMetrics metrics) throws ReflectiveOperationException {
    Object present = advice.get();
    ClassLoader loader = server.get();
    if (present == null && loader != null) {
      String name = instrumentation.advice();
      try {
        present =
            Class.forName(name, true, new PluginClassLoader(loader, name))
                .getConstructor(ServerMetrics.class, WatchedServer.class)
                .newInstance(metrics, this);
      } catch (InvocationTargetException e) {
        throw new ReflectiveOperationException(e.getCause());
      }
      advice = new WeakReference<>(present);
    }
    return present;
  }
}
