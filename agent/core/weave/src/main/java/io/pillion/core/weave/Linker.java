package io.pillion.core.weave;

import io.pillion.core.api.Faults;
import io.pillion.core.api.ServerAdvice;
import io.pillion.core.api.ServerMetrics;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Turns a woven call into a direct one. What the advice throws is counted and goes no further, and
 * an advice that does not fit the server becomes a call of nothing.
 */
final class Linker {
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

  /** {@link #link} of this linker, as the dispatcher wants it. */
  MethodHandle handle() throws ReflectiveOperationException {
    MethodType type =
        MethodType.methodType(
            CallSite.class,
            MethodHandles.Lookup.class,
            String.class,
            MethodType.class,
            String.class);
    return MethodHandles.lookup().findVirtual(Linker.class, "link", type).bindTo(this);
  }

  /** Sets who links the calls that {@link CallLinker#isOwn} says are not a plug-in's. */
  void measureBy(CallLinker linker) {
    measurements = linker;
  }

  CallSite link(MethodHandles.Lookup caller, String name, MethodType type, String plugin) {
    MethodType erased = type.erase();
    MethodHandle nothing = nothing(erased);
    CallLinker measured = measurements;
    if (measured != null && measured.isOwn(plugin)) {
      return linked(measurement(measured, name, erased, plugin, nothing).asType(type));
    }
    Installation installation = null;
    try {
      installation = installations.of(plugin, caller.lookupClass().getClassLoader());
      if (installation.hasFailed()) {
        return new ConstantCallSite(nothing.asType(type)); // the first of its hooks was reported
      }
      ServerAdvice advice = installation.advice(metrics.get());
      MethodHandle call =
          MethodHandles.publicLookup().findVirtual(advice.getClass(), name, type).bindTo(advice);
      return linked(guarded(call.asType(erased), nothing, name).asType(type));
    } catch (Throwable failure) {
      String server = "a server";
      if (installation != null) {
        installation.failed(failure);
        server = installation.instrumentation().server();
      }
      faults.swallow("link", failure, server + Weaver.NOT_WATCHED);
      return new ConstantCallSite(nothing.asType(type));
    }
  }

  /** The JIT takes the target of such a call site for a constant, until it is set anew. */
  private CallSite linked(MethodHandle call) {
    MutableCallSite site = new MutableCallSite(call);
    synchronized (linked) {
      if (unlinked) {
        return new ConstantCallSite(nothing(call.type().erase()).asType(call.type()));
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
      site.setTarget(nothing(site.type().erase()).asType(site.type()));
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

  private MethodHandle measurement(
      CallLinker measured, String name, MethodType type, String id, MethodHandle nothing) {
    try {
      MethodHandle call = measured.link(name, type, id);
      return call == null ? nothing : guarded(call, nothing, measured.where(id));
    } catch (Throwable failure) {
      faults.swallow(measured.where(id), failure);
      return nothing;
    }
  }

  /** A call that gives back its first argument if something must be given back. */
  private static MethodHandle nothing(MethodType type) {
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
