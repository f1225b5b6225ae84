package io.pillion.rules.select;

import io.pillion.rules.parse.MethodFilter;
import io.pillion.rules.parse.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;

/** Finds the methods of one class that rules choose. */
public final class ClassPlan {
  private final ClassScan annotated;
  private final List<RuleCall> calls = new ArrayList<>();

  private ClassPlan(ClassScan annotated) {
    this.annotated = annotated;
  }

  /**
   * @param original the class as it is
   * @param written the class as it was compiled, for its annotations
   * @param choosing whose class filter the class passes, as far as its annotations do not decide
   * @param inherited methods that are wanted for the sake of classes below this one
   */
  public static List<RuleCall> of(
      byte[] original,
      byte[] written,
      Collection<ActiveRule> choosing,
      Map<ActiveRule, Set<String>> inherited) {
    ClassScan scan = ClassScan.of(new ClassReader(original));
    ClassScan annotated = written == original ? scan : ClassScan.of(new ClassReader(written));
    ClassPlan plan = new ClassPlan(annotated);
    for (MethodScan method : scan.methods()) {
      choosing.forEach(active -> plan.add(method, active, false));
      inherited.forEach(
          (active, keys) -> {
            if (keys.contains(method.key())) {
              plan.add(method, active, true);
            }
          });
    }
    return plan.calls;
  }

  private void add(MethodScan method, ActiveRule active, boolean ofHeirs) {
    if (!isChosen(method, active.rule())) {
      return;
    }
    String misfit = method.misfit(active.rule());
    if (misfit == null) {
      calls.add(new RuleCall(active, method, ofHeirs));
    } else {
      active.misfit(method + " " + misfit);
    }
  }

  private boolean isChosen(MethodScan method, Rule rule) {
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
    return named.isEmpty()
        || named.stream()
            .anyMatch(
                filter -> filter.matches(method.name(), method.descriptor(), method.delegates()));
  }
}
