package io.pillion.weave;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The woven calls of one plug-in or measurement that were linked, held weakly, so that all of them
 * can be turned into calls of nothing. Safe for use by any thread.
 */
public final class LinkedSites {
  private final List<WeakReference<MutableCallSite>> linked = new ArrayList<>();
  private boolean cut;

  /** The JIT takes the target of such a call site for a constant, until it is set anew. */
  CallSite add(MethodHandle call) {
    MutableCallSite site = new MutableCallSite(call);
    synchronized (linked) {
      if (cut) {
        return new ConstantCallSite(nothing(call.type()));
      }
      linked.removeIf(known -> known.get() == null);
      linked.add(new WeakReference<>(site));
    }
    return site;
  }

  /**
   * Turns every call into one of nothing, also those that are linked later. A class that gets its
   * own bytes back is rid of its calls, but the JVM keeps what they hold while a thread is in a
   * method of the former class, or compiled code of it waits to be swept.
   */
  public void cut() {
    List<MutableCallSite> sites = new ArrayList<>();
    synchronized (linked) {
      linked.forEach(known -> addPresent(known, sites));
      linked.clear();
      cut = true;
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

  /**
   * A call that gives back its first argument if something must be given back. Made of erased types
   * for the reason that {@link CallLinker#link} has.
   */
  static MethodHandle nothing(MethodType type) {
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
}
