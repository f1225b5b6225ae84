package io.pillion.rules;

import io.pillion.api.Faults;
import io.pillion.api.Log;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Predicate;

/**
 * Weaves measurements into the app's classes, those that load and those that are loaded. The JDK's
 * classes and the agent's own are let be.
 */
final class RuleWeaver implements ClassFileTransformer {
  private static final ClassLoader AGENT = RuleWeaver.class.getClassLoader();

  private final Instrumentation instrumentation;
  private final Faults faults;
  private final Executor background;
  private final Heritage heritage = new Heritage();
  private volatile Selection selection = new Selection(Collections.emptyList());
  private boolean added;

  /**
   * @param background runs what cannot be done while a class is being loaded
   */
  RuleWeaver(Instrumentation instrumentation, Faults faults, Executor background) {
    this.instrumentation = instrumentation;
    this.faults = faults;
    this.background = background;
  }

  /** Weaves these, and no others, into classes that load from now on. */
  void select(Collection<Measurement> measurements) {
    selection = new Selection(measurements);
    heritage.retain(measurements);
    if (added == measurements.isEmpty()) {
      if (added) {
        instrumentation.removeTransformer(this);
      } else {
        instrumentation.addTransformer(this, true);
      }
      added = !added;
    }
  }

  /**
   * Privileged: what a security manager allows the code that happens to load a class is not enough
   * to look into the class.
   */
  @Override
  public byte[] transform(
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] original) {
    if (className == null || loader == null || loader == AGENT) {
      return null;
    }
    return AccessController.doPrivileged(
        new PrivilegedAction<byte[]>() { // a lambda takes classes that may be loading just now
          @Override
          public byte[] run() {
            return isApp(loader) ? woven(loader, className, redefined, original) : null;
          }
        });
  }

  private byte[] woven(ClassLoader loader, String className, Class<?> redefined, byte[] original) {
    try {
      Selection wanted = selection;
      byte[] written = original;
      if (redefined != null && wanted.wantsAnnotations()) {
        // The JVM does not remember annotations that are not to be seen at run time.
        byte[] read = Supertypes.read(loader, className);
        written = read == null ? original : read;
      }
      List<Measurement> candidates = wanted.of(loader, className, written);
      noteHeritage(loader, className, written, candidates);
      Map<Measurement, Set<String>> inherited = heritage.of(className, candidates);
      return candidates.isEmpty() && inherited.isEmpty()
          ? null
          : weave(loader, className, original, written, candidates, inherited);
    } catch (Throwable failure) {
      faults.swallow("metrics", failure);
      return null;
    }
  }

  /** A superclass is loaded after this class has been seen, or was before for another one. */
  private void noteHeritage(
      ClassLoader loader, String className, byte[] file, List<Measurement> choosing) {
    if (choosing.isEmpty()) {
      return;
    }
    try {
      Set<String> owners = heritage.note(loader, file, choosing);
      if (!owners.isEmpty()) {
        background.execute(() -> catchUp(owners));
      }
    } catch (RuntimeException failure) {
      Log.line(
          "metrics: what " + className.replace('/', '.') + " inherits is not known: " + failure);
    }
  }

  private void catchUp(Set<String> owners) {
    try {
      reweave(
          type -> {
            String name = type.getName().replace('.', '/');
            return owners.contains(name) && isUnwoven(heritage.of(name).keySet(), type);
          });
    } catch (RuntimeException | LinkageError failure) {
      faults.swallow("metrics", failure);
    }
  }

  private static byte[] weave(
      ClassLoader loader,
      String className,
      byte[] original,
      byte[] written,
      List<Measurement> candidates,
      Map<Measurement, Set<String>> inherited) {
    try {
      MeasuredClass.Woven woven = MeasuredClass.weave(original, written, candidates, inherited);
      woven.measurements().forEach(measurement -> measurement.woven().add(loader, className));
      return woven.file();
    } catch (RuntimeException failure) {
      candidates.forEach(
          candidate -> candidate.misfit(className.replace('/', '.') + " as a whole: " + failure));
      return null;
    }
  }

  private static boolean isApp(ClassLoader loader) {
    return loader != null
        && loader != AGENT
        && loader != AGENT.getParent()
        && loader.getClass().getClassLoader() != AGENT;
  }

  /** Weaves the classes that are loaded and that one of these measurements concerns, or did. */
  void weaveLoaded(Collection<Measurement> fresh, Collection<Measurement> gone) {
    Selection wanted = new Selection(fresh);
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isApp(type.getClassLoader())) {
        noteHeritage(type, wanted.of(type));
      }
    }
    reweave(
        type -> {
          Set<Measurement> ofHeirs =
              new HashSet<>(heritage.of(type.getName().replace('.', '/')).keySet());
          ofHeirs.retainAll(fresh);
          return isWovenBy(gone, type)
              || isUnwoven(wanted.of(type), type)
              || isUnwoven(ofHeirs, type);
        });
  }

  private void noteHeritage(Class<?> type, List<Measurement> choosing) {
    String name = type.getName().replace('.', '/');
    byte[] file = choosing.isEmpty() ? null : Supertypes.read(type.getClassLoader(), name);
    if (file != null) {
      noteHeritage(type.getClassLoader(), name, file, choosing);
    }
  }

  private static boolean isUnwoven(Collection<Measurement> wanted, Class<?> type) {
    return wanted.stream().anyMatch(measurement -> !isWovenBy(measurement, type));
  }

  private static boolean isWovenBy(Collection<Measurement> measurements, Class<?> type) {
    return measurements.stream().anyMatch(measurement -> isWovenBy(measurement, type));
  }

  private static boolean isWovenBy(Measurement measurement, Class<?> type) {
    return measurement.woven().contains(type.getClassLoader(), type.getName().replace('.', '/'));
  }

  private void reweave(Predicate<Class<?>> concerned) {
    List<Class<?>> types = new ArrayList<>();
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isApp(type.getClassLoader())
          && !type.isArray()
          && instrumentation.isModifiableClass(type)
          && concerned.test(type)) {
        types.add(type);
      }
    }
    if (types.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
    } catch (Throwable oneOfThem) {
      types.forEach(this::reweave);
    }
  }

  private void reweave(Class<?> type) {
    try {
      instrumentation.retransformClasses(type);
    } catch (Throwable failure) {
      faults.swallow("metrics", failure);
      Log.line("metrics: the class " + type.getName() + " cannot be changed now: " + failure);
    }
  }
}
