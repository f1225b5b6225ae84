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
   * Has every call do nothing, also those that are linked later. A class that gets its own bytes
   * back is rid of its calls, but the JVM keeps what they hold while a thread is in a method of the
   * woven class, or its compiled code waits to be swept.
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
   * A call that does nothing. Where its result takes the place of the first argument, it gives that
   * argument back; where its result is an answer, null. Made of erased types for the reason that
   * {@link CallLinker#link} gives.
   */
  static MethodHandle nothing(MethodType type) {
    MethodType erased = type.erase();
    Class<?> result = erased.returnType();
    if (result != void.class && type.returnType() == type.parameterType(0)) {
      return MethodHandles.dropArguments(
              MethodHandles.identity(result),
              1,
              erased.parameterList().subList(1, erased.parameterCount()))
          .asType(type);
    }
    MethodHandle none =
        MethodHandles.constant(Object.class, null).asType(MethodType.methodType(result));
    return MethodHandles.dropArguments(none, 0, erased.parameterList()).asType(type);
  }
}
