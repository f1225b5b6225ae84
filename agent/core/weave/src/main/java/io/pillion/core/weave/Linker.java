package io.pillion.core.weave;

import io.pillion.core.api.Faults;
import io.pillion.core.api.ServerMetrics;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns a woven call into a direct one. An advice that does not fit the server becomes a call of
 * nothing; what a measurement throws is counted and goes no further.
 */
final class Linker implements Function<Object[], Object> {
  private final Installations installations;
  private final Supplier<ServerMetrics> metrics;
  private final Faults faults;
  private final List<WeakReference<MutableCallSite>> linked = new ArrayList<>();
  private boolean unlinked;
  private volatile CallLinker measurements;

  Linker(Installations installations, Supplier<ServerMetrics> metrics, Faults faults) {
    this.installations = installations;
    this.metrics = metrics;
    this.faults = faults;
  }

  /**
   * {@link #link}, as the dispatcher wants it. Privileged: the app's code, on whose thread this
   * runs, may be allowed less by a security manager than a plug-in needs to come to life.
   */
  @Override
  public Object apply(Object[] call) {
    return AccessController.doPrivileged(
        new PrivilegedAction<Object>() { // a lambda would cost the first request more
          @Override
          public Object run() {
            return link(
                (MethodHandles.Lookup) call[0],
                (String) call[1],
                (MethodType) call[2],
                (String) call[3]);
          }
        });
  }

  /** Sets who links the calls that {@link CallLinker#isOwn} says are not a plug-in's. */
  void measureBy(CallLinker linker) {
    measurements = linker;
  }

  private CallSite link(MethodHandles.Lookup caller, String name, MethodType type, String plugin) {
    CallLinker measured = measurements;
    return measured != null && measured.isOwn(plugin)
        ? linked(measurement(measured, name, type.erase(), plugin).asType(type))
        : linked(advice(caller.lookupClass().getClassLoader(), name, type, plugin));
  }

  /**
   * A plain method: whatever would be put around it, a cold JVM would first have to write classes
   * for.
   */
  private MethodHandle advice(ClassLoader loader, String name, MethodType type, String plugin) {
    Installation installation = null;
    try {
      installation = installations.of(plugin, loader);
      if (!installation.hasFailed()) { // else the first of its hooks was reported
        Class<?> advice = installation.advice(metrics.get()).getClass();
        // seen from the advice itself: from Object, Java 8 would bind the boot loader to the types
        // of this app (JVMS 5.3.4), and a second app with a server of its own would not be linked
        return MethodHandles.publicLookup().in(advice).findStatic(advice, name, type);
      }
    } catch (Throwable failure) {
      String server = "a server";
      if (installation != null) {
        installation.failed(failure);
        server = installation.instrumentation().server();
      }
      faults.swallow("link", failure, server + Weaver.NOT_WATCHED);
    }
    return nothing(type);
  }

  /** The JIT takes the target of such a call site for a constant, until it is set anew. */
  private CallSite linked(MethodHandle call) {
    MutableCallSite site = new MutableCallSite(call);
    synchronized (linked) {
      if (unlinked) {
        return new ConstantCallSite(nothing(call.type()));
      }
      linked.removeIf(known -> known.get() == null);
      linked.add(new WeakReference<>(site));
    }
    return site;
  }

  /**
   * Turns every call into one of nothing. A class that gets its own bytes back is rid of its calls,
   * but the JVM keeps what they hold while a thread is in a method of the former class, or compiled
   * code of it waits to be swept.
   */
  void unlink() {
    List<MutableCallSite> sites = new ArrayList<>();
    synchronized (linked) {
      linked.forEach(known -> addPresent(known, sites));
      linked.clear();
      unlinked = true;
    }
    for (MutableCallSite site : sites) {
      site.setTarget(nothing(site.type()));
    }
    MutableCallSite.syncAll(sites.toArray(new MutableCallSite[0]));
  }

  private static void addPresent(
      WeakReference<MutableCallSite> known, List<MutableCallSite> sites) {
    MutableCallSite site = known.get();
    if (site != null) {
      sites.add(site);
    }
  }

  private MethodHandle measurement(CallLinker measured, String name, MethodType type, String id) {
    MethodHandle nothing = nothing(type);
    try {
      MethodHandle call = measured.link(name, type, id);
      return call == null ? nothing : guarded(call, nothing, measured.where(id));
    } catch (Throwable failure) {
      faults.swallow(measured.where(id), failure);
      return nothing;
    }
  }

  /**
   * A call that gives back its first argument if something must be given back. Made of erased types
   * for the reason that {@link #guarded} has.
   */
  private static MethodHandle nothing(MethodType type) {
    return nothingErased(type.erase()).asType(type);
  }

  private static MethodHandle nothingErased(MethodType type) {
    if (type.returnType() == void.class) {
      MethodHandle none =
          MethodHandles.constant(Object.class, null).asType(MethodType.methodType(void.class));
      return MethodHandles.dropArguments(none, 0, type.parameterList());
    }
    return MethodHandles.dropArguments(
        MethodHandles.identity(type.returnType()),
        1,
        type.parameterList().subList(1, type.parameterCount()));
  }

  /**
   * Of erased types: what catches is built on handles that the JDK shares, and each of those keeps
   * the last type that it was used as. With the server's classes in it, no class loader of a server
   * would be collected.
   */
  private MethodHandle guarded(MethodHandle call, MethodHandle nothing, String where)
      throws ReflectiveOperationException {
    MethodHandle swallow =
        MethodHandles.lookup()
            .findVirtual(
                Faults.class,
                "swallow",
                MethodType.methodType(void.class, String.class, Throwable.class))
            .bindTo(faults)
            .bindTo(where);
    MethodHandle instead =
        MethodHandles.foldArguments(
            MethodHandles.dropArguments(nothing, 0, Throwable.class), swallow);
    return MethodHandles.catchException(call, Throwable.class, instead);
  }
}
