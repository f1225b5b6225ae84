package io.pillion.core.weave;

import io.pillion.core.api.ServerAdvice;
import io.pillion.core.api.ServerInstrumentation;
import io.pillion.core.api.ServerMetrics;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One plug-in beside one class loader of the server's, both held weakly. */
final class Installation {
  private final ServerInstrumentation instrumentation;
  private final WeakReference<ClassLoader> server;
  private WeakReference<ServerAdvice> advice = new WeakReference<>(null);
  private final Set<String> woven = ConcurrentHashMap.newKeySet();

  /** In words: a throwable would hold the classes on its way, and with them the app's loader. */
  private volatile String failure;

  Installation(ServerInstrumentation instrumentation, ClassLoader server) {
    this.instrumentation = instrumentation;
    this.server = new WeakReference<>(server);
  }

  ServerInstrumentation instrumentation() {
    return instrumentation;
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
    return failure == null && !woven.contains(className);
  }

  /** Watches no more: a half of the hooks would give wrong numbers. */
  void failed(Throwable why) {
    failure = why.toString();
  }

  boolean hasFailed() {
    return failure != null;
  }

  boolean isWatching() {
    return !woven.isEmpty() && failure == null && server.get() != null;
  }

  /**
   * What has become of each hooked class, for a user who asks; empty if the app's loader is gone.
   */
  List<String> describe() {
    ClassLoader loader = server.get();
    List<String> lines = new ArrayList<>();
    if (loader == null) {
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
    Set<String> hooked = new LinkedHashSet<>();
    instrumentation.hooks().forEach(hook -> hooked.add(hook.className()));
    for (String className : hooked) {
      lines.add((woven.contains(className) ? "  woven       " : "  not loaded  ") + className);
    }
    return lines;
  }

  /**
   * The plug-in's advice for this loader, which a linked call keeps alive from its first use on.
   *
   * @throws ReflectiveOperationException if the plug-in does not fit this version of the server
   */
  synchronized ServerAdvice advice(ServerMetrics metrics) throws ReflectiveOperationException {
    ServerAdvice present = advice.get();
    ClassLoader loader = server.get();
    if (present == null && loader != null) {
      String name = instrumentation.advice();
      try {
        present =
            Class.forName(name, true, new PluginClassLoader(loader, name))
                .asSubclass(ServerAdvice.class)
                .getConstructor(ServerMetrics.class)
                .newInstance(metrics);
      } catch (InvocationTargetException e) {
        throw new ReflectiveOperationException(e.getCause());
      }
      advice = new WeakReference<>(present);
    }
    return present;
  }
}
