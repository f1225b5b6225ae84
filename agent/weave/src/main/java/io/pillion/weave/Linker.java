package io.pillion.weave;

import io.pillion.api.Faults;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Function;

/**
 * Links a woven call to the advice that it is for. Where the advice does not fit the server, the
 * call does nothing.
 */
final class Linker implements Function<Object[], Object> {
  private final Installations installations;
  private final Faults faults;
  private volatile CallLinker measurements;
  private volatile boolean unlinked;

  Linker(Installations installations, Faults faults) {
    this.installations = installations;
    this.faults = faults;
    Privileged.load();
  }

  /**
   * {@link #link}, as the dispatcher wants it. Privileged: the app's code, on whose thread this
   * runs, may be allowed less by a security manager than a plug-in needs to come to life.
   */
  @Override
  public Object apply(Object[] call) {
    return AccessController.doPrivileged(new Privileged(this, call));
  }

  /** A lambda would cost the first request more. */
  private static final class Privileged implements PrivilegedAction<Object> {
    private final Linker linker;
    private final Object[] call;

    Privileged(Linker linker, Object[] call) {
      this.linker = linker;
      this.call = call;
    }

    /** Has this class loaded while the agent's jar is surely what it was at the start. */
    static void load() {}

    @Override
    public Object run() {
      return linker.link(
          (MethodHandles.Lookup) call[0], (String) call[1], (MethodType) call[2], (String) call[3]);
    }
  }

  /** Sets who links the calls that {@link CallLinker#isOwn} says are not a plug-in's. */
  void measureBy(CallLinker linker) {
    measurements = linker;
  }

  private CallSite link(MethodHandles.Lookup caller, String name, MethodType type, String whose) {
    CallLinker measured = measurements;
    if (measured != null && measured.isOwn(whose)) {
      return measurement(measured, name, type, whose);
    }
    Installation installation = installation(whose, caller.lookupClass().getClassLoader());
    if (installation == null) {
      return nothing(type);
    }
    CallSite site = installation.sites().add(call(installation, name, type));
    if (unlinked) {
      installation.sites().cut(); // it came too late to be among those that were
    }
    return site;
  }

  private Installation installation(String plugin, ClassLoader loader) {
    try {
      return installations.of(plugin, loader);
    } catch (Throwable failure) {
      faults.swallow("link", failure);
      return null;
    }
  }

  /** A method of the plug-in's advice as it is, guard and all: see {@link GuardedAdvice}. */
  private MethodHandle call(Installation installation, String name, MethodType type) {
    try {
      Class<?> advice = installation.advice();
      if (advice != null) {
        // Seen from the advice itself: from Object, Java 8 would bind the boot loader to the types
        // of this app (JVMS 5.3.4), and a second app with a server of its own would not be linked.
        return MethodHandles.publicLookup().in(advice).findStatic(advice, name, type);
      }
    } catch (Throwable failure) {
      installation.failed("link", failure);
    }
    return LinkedSites.nothing(type);
  }

  /** Has every call of a plug-in's do nothing. */
  void unlink() {
    unlinked = true;
    for (Installation installation : installations.all()) {
      installation.sites().cut();
    }
  }

  private CallSite measurement(CallLinker measured, String name, MethodType type, String id) {
    try {
      MethodHandle call = measured.link(name, type.erase(), id);
      if (call != null) {
        return measured.sites(id).add(call.asType(type));
      }
    } catch (Throwable failure) {
      faults.swallow("metrics", failure);
    }
    return nothing(type);
  }

  private static CallSite nothing(MethodType type) {
    return new ConstantCallSite(LinkedSites.nothing(type));
  }
}
