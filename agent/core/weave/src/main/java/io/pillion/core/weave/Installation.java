package io.pillion.core.weave;

import io.pillion.core.api.ServerAdvice;
import io.pillion.core.api.ServerInstrumentation;
import io.pillion.core.api.ServerMetrics;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;

/** One plug-in beside one class loader of the server's, both held weakly. */
final class Installation {
  private final ServerInstrumentation instrumentation;
  private final WeakReference<ClassLoader> server;
  private WeakReference<ServerAdvice> advice = new WeakReference<>(null);
  private volatile boolean woven;
  private volatile boolean failed;

  Installation(ServerInstrumentation instrumentation, ClassLoader server) {
    this.instrumentation = instrumentation;
    this.server = new WeakReference<>(server);
  }

  ServerInstrumentation instrumentation() {
    return instrumentation;
  }

  void woven() {
    woven = true;
  }

  void failed() {
    failed = true;
  }

  boolean hasFailed() {
    return failed;
  }

  boolean isWatching() {
    return woven && !failed && server.get() != null;
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
