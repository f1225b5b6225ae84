package io.pillion.weave;

import io.pillion.api.Faults;
import io.pillion.api.ServerMetrics;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Turns a woven call into a direct one. An advice that does not fit the server becomes a call of
 * nothing.
 */
final class Linker implements Function<Object[], Object> {
  private final Installations installations;
  private final Supplier<ServerMetrics> metrics;
  private final Faults faults;
  private volatile CallLinker measurements;
  private volatile boolean unlinked;

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

  /**
   * A plain method: whatever would be put around it, a cold JVM would first have to write classes
   * for.
   */
  private MethodHandle call(Installation installation, String name, MethodType type) {
    try {
      Object advice = advice(installation);
      if (advice != null) {
        // Seen from the advice itself: from Object, Java 8 would bind the boot loader to the types
        // of this app (JVMS 5.3.4), and a second app with a server of its own would not be linked.
        Class<?> owner = advice.getClass();
        return MethodHandles.publicLookup().in(owner).findStatic(owner, name, type);
      }
    } catch (Throwable failure) {
      installation.failed("link", failure);
    }
    return LinkedSites.nothing(type);
  }

  /**
   * The plug-in's advice beside a server, which tells whether it finds what it cannot do without.
   *
   * @return null if it does not, or was taken out
   */
  Object advice(Installation installation) {
    try {
      return installation.hasFailed() ? null : installation.advice(metrics.get());
    } catch (Throwable failure) {
      installation.failed("link", failure);
      return null;
    }
  }

  /** Turns every call of a plug-in's into one of nothing. */
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
