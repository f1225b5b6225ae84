package io.pillion.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** Writes the calls that rules want into the methods of a class. No member is added or changed. */
final class MeasuredClass extends ClassVisitor {
  /** A class as it is to be, and what is in it. */
  static final class Woven {
    private final byte[] file;
    private final Set<Measurement> measurements = new HashSet<>();

    private Woven(byte[] file, Map<String, List<MeasuredCall>> plan) {
      this.file = file;
      plan.values().forEach(calls -> calls.forEach(call -> measurements.add(call.measurement())));
    }

    /** Null if the class stays as it is. */
    byte[] file() {
      return file;
    }

    Set<Measurement> measurements() {
      return measurements;
    }
  }

  private final ClassScan scan;
  private final Map<String, List<MeasuredCall>> plan;

  private MeasuredClass(ClassVisitor next, ClassScan scan, Map<String, List<MeasuredCall>> plan) {
    super(ClassScan.API, next);
    this.scan = scan;
    this.plan = plan;
  }

  /**
   * @param written the class as it was compiled, for its annotations
   * @param candidates whose class filter the class passes, as far as its annotations do not decide
   * @param inherited methods that are wanted for the sake of classes below this one
   * @return what came of it, perhaps nothing
   */
  static Woven weave(
      byte[] original,
      byte[] written,
      List<Measurement> candidates,
      Map<Measurement, Set<String>> inherited) {
    ClassReader reader = new ClassReader(original);
    ClassScan scan = ClassScan.of(reader);
    ClassScan annotated = written == original ? scan : ClassScan.of(new ClassReader(written));
    Map<String, List<MeasuredCall>> plan = new HashMap<>();
    for (Measurement candidate : candidates) {
      plan(scan, candidate, false, method -> isAskedFor(method, annotated, candidate.rule()), plan);
    }
    inherited.forEach(
        (measurement, keys) ->
            plan(
                scan,
                measurement,
                true,
                method ->
                    keys.contains(method.key())
                        && isAskedFor(method, annotated, measurement.rule()),
                plan));
    if (plan.isEmpty()) {
      return new Woven(null, plan);
    }
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new MeasuredClass(writer, scan, plan), ClassReader.EXPAND_FRAMES);
    return new Woven(writer.toByteArray(), plan);
  }

  private static void plan(
      ClassScan scan,
      Measurement measurement,
      boolean ofHeirs,
      Predicate<MethodScan> asked,
      Map<String, List<MeasuredCall>> plan) {
    for (MethodScan method : scan.methods()) {
      if (!asked.test(method)) {
        continue;
      }
      String misfit = misfit(method, scan, measurement.rule());
      if (misfit == null) {
        plan.computeIfAbsent(method.key(), key -> new ArrayList<>())
            .add(new MeasuredCall(measurement, ofHeirs));
      } else {
        measurement.misfit(method + " " + misfit);
      }
    }
  }

  private static boolean isAskedFor(MethodScan method, ClassScan annotated, Rule rule) {
    List<MethodFilter> named = rule.methods();
    String annotation = rule.classes().annotation();
    if (annotation != null) {
      boolean ofClass = !named.isEmpty() && annotated.hasAnnotation(annotation);
      MethodScan same = annotated.method(method.key());
      if (!ofClass && (same == null || !same.hasAnnotation(annotation))) {
        return false;
      }
    }
    if (method.isBridge() || (!method.hasBody() && rule.classes().name() == null)) {
      return false;
    }
    return named.isEmpty() || named.stream().anyMatch(filter -> filter.matches(method));
  }

  private static String misfit(MethodScan method, ClassScan scan, Rule rule) {
    if (scan.version() < Opcodes.V1_7) {
      return "is compiled for a Java older than 7, which has no invokedynamic";
    }
    return method.misfit(rule);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    String key = MethodScan.key(name, descriptor);
    List<MeasuredCall> calls = plan.get(key);
    return calls == null ? next : new MeasuredMethod(next, scan.method(key), calls);
  }
}
