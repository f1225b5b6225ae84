package io.pillion.rules.weave;

import io.pillion.api.Faults;
import io.pillion.api.Log;
import io.pillion.rules.select.ActiveRule;
import io.pillion.rules.select.ClassPlan;
import io.pillion.rules.select.Heritage;
import io.pillion.rules.select.RuleCall;
import io.pillion.rules.select.Selection;
import io.pillion.rules.select.Supertypes;
import io.pillion.weave.Retransformation;
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
 * Weaves rules into the app's classes, those that load and those that are loaded. The JDK's classes
 * and the agent's own are let be.
 */
public final class RuleWeaver implements ClassFileTransformer {
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
  public RuleWeaver(Instrumentation instrumentation, Faults faults, Executor background) {
    this.instrumentation = instrumentation;
    this.faults = faults;
    this.background = background;
  }

  /** Weaves these, and no others, into classes that load from now on. */
  public void select(Collection<? extends ActiveRule> rules) {
    selection = new Selection(rules);
    heritage.retain(rules);
    if (added == rules.isEmpty()) {
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
      // The JVM does not remember annotations that are not to be seen at run time.
      byte[] read =
          redefined != null && wanted.wantsAnnotations()
              ? Supertypes.read(loader, className)
              : null;
      byte[] written = read == null ? original : read;
      List<ActiveRule> choosing = wanted.of(loader, className, written);
      noteHeritage(loader, className, written, choosing);
      Map<ActiveRule, Set<String>> inherited = heritage.of(className, choosing);
      return choosing.isEmpty() && inherited.isEmpty()
          ? null
          : weave(loader, className, original, written, choosing, inherited);
    } catch (Throwable failure) {
      faults.swallow("metrics", failure);
      return null;
    }
  }

  private static byte[] weave(
      ClassLoader loader,
      String className,
      byte[] original,
      byte[] written,
      List<ActiveRule> choosing,
      Map<ActiveRule, Set<String>> inherited) {
    try {
      List<RuleCall> calls = ClassPlan.of(original, written, choosing, inherited);
      byte[] woven = calls.isEmpty() ? null : RuleHooks.weave(original, calls);
      calls.forEach(call -> call.active().woven().add(loader, className));
      return woven;
    } catch (RuntimeException failure) {
      choosing.forEach(
          active -> active.misfit(className.replace('/', '.') + " as a whole: " + failure));
      return null;
    }
  }

  /** A superclass is loaded after this class has been seen, or was before for another one. */
  private void noteHeritage(
      ClassLoader loader, String className, byte[] file, List<ActiveRule> choosing) {
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
            String name = Selection.internalName(type);
            return owners.contains(name) && isUnwoven(heritage.of(name).keySet(), type);
          });
    } catch (RuntimeException | LinkageError failure) {
      faults.swallow("metrics", failure);
    }
  }

  private static boolean isApp(ClassLoader loader) {
    return loader != null
        && loader != AGENT
        && loader != AGENT.getParent()
        && loader.getClass().getClassLoader() != AGENT;
  }

  /** Weaves the classes that are loaded and that one of these rules concerns, or did. */
  public void weaveLoaded(
      Collection<? extends ActiveRule> fresh, Collection<? extends ActiveRule> gone) {
    Selection wanted = new Selection(fresh);
    for (Class<?> type : instrumentation.getAllLoadedClasses()) {
      if (isApp(type.getClassLoader())) {
        noteHeritage(type, wanted.of(type));
      }
    }
    reweave(
        type -> {
          Set<ActiveRule> ofHeirs =
              new HashSet<>(heritage.of(Selection.internalName(type)).keySet());
          ofHeirs.retainAll(fresh);
          return isWovenBy(gone, type)
              || isUnwoven(wanted.of(type), type)
              || isUnwoven(ofHeirs, type);
        });
  }

  private void noteHeritage(Class<?> type, List<ActiveRule> choosing) {
    String name = Selection.internalName(type);
    byte[] file = choosing.isEmpty() ? null : Supertypes.read(type.getClassLoader(), name);
    if (file != null) {
      noteHeritage(type.getClassLoader(), name, file, choosing);
    }
  }

  private static boolean isUnwoven(Collection<? extends ActiveRule> wanted, Class<?> type) {
    return wanted.stream().anyMatch(active -> !active.woven().contains(type));
  }

  private static boolean isWovenBy(Collection<? extends ActiveRule> rules, Class<?> type) {
    return rules.stream().anyMatch(active -> active.woven().contains(type));
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
    Retransformation.of(types, instrumentation, this::refused);
  }

  private void refused(Class<?> type, Throwable failure) {
    faults.swallow("metrics", failure);
    Log.line("metrics: the class " + type.getName() + " cannot be changed now: " + failure);
  }
}
