package io.pillion.weave;

import io.pillion.api.Guard;
import io.pillion.api.Overhead;
import io.pillion.api.RequestReader;
import io.pillion.api.Requests;
import io.pillion.api.ServerMetrics;
import io.pillion.api.Variant;
import io.pillion.api.Watched;
import java.lang.ref.WeakReference;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A plug-in's advice class beside one class loader of a library, and what the advice sees of the
 * agent. A linked call keeps the class alive from its first use on; it is held weakly here.
 */
final class PluginAdvice implements Watched {
  private final Supplier<? extends ServerMetrics> metrics;
  private final Function<String, Guard> guards;
  private final Set<String> lacking = new TreeSet<>();
  private WeakReference<Class<?>> type = new WeakReference<>(null);

  /**
   * @param metrics asked when the class is made
   * @param guards makes the guard of a hook
   */
  PluginAdvice(Supplier<? extends ServerMetrics> metrics, Function<String, Guard> guards) {
    this.metrics = metrics;
    this.guards = guards;
  }

  /**
   * The class, defined if it is not there.
   *
   * @throws Throwable if the plug-in does not find in this version of the library what it cannot do
   *     without
   */
  synchronized Class<?> beside(ClassLoader library, Variant variant) throws Throwable {
    Class<?> present = type.get();
    if (present == null) {
      present = define(new PluginClassLoader(library, variant), variant);
      type = new WeakReference<>(present);
    }
    return present;
  }

  private Class<?> define(ClassLoader loader, Variant variant) throws Throwable {
    Class<?> defined = Class.forName(variant.advice(), true, loader);
    GuardedAdvice.arm(defined, variant, guards);
    try {
      defined.getConstructor(Watched.class).newInstance(this);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    return defined;
  }

  @Override
  public <E> Requests<E> requests(RequestReader<E> reader) {
    return metrics.get().requests(reader, guards.apply("requestEnded"));
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
  public synchronized void lacks(String member, String lost) {
    lacking.add(member + ": " + lost);
  }

  /** What the library lacks that only a detail needs, in words for a user. */
  synchronized Set<String> lacking() {
    return new TreeSet<>(lacking);
  }
}
