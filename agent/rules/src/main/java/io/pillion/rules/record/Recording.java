package io.pillion.rules.record;

import io.pillion.rules.parse.ClassFilter;
import io.pillion.rules.parse.Rule;
import io.pillion.rules.parse.Source;
import io.pillion.rules.parse.Source.Given;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;

/**
 * Builds what a woven call does: it takes what is at hand at the end of a method, makes of it the
 * labels and the number of a rule, and records them. All of it is method handles, which the JVM
 * compiles into the app's method: nothing is boxed and no array is made.
 */
final class Recording {
  private static final MethodHandle OBSERVE =
      Handles.of(Recording.class, "observe", void.class, Node.class, double.class);
  private static final MethodHandle FOLLOW =
      Handles.of(Recording.class, "follow", void.class, Node.class, Object.class);
  private static final MethodHandle CHILD =
      Handles.of(Recording.class, "child", Node.class, Node.class, String.class);
  private static final MethodHandle SECONDS =
      Handles.of(Recording.class, "seconds", double.class, long.class);
  private static final MethodHandle NOTHING =
      MethodHandles.constant(Object.class, null).asType(MethodType.methodType(void.class));

  private final Rule rule;
  private final List<BoundedLabel> labels;
  private final Node<?> root;

  /**
   * @param root ends in {@link Followed} if the rule follows, else in {@link DoubleConsumer}
   */
  Recording(Rule rule, List<BoundedLabel> labels, Node<?> root) {
    this.rule = rule;
    this.labels = labels;
    this.root = root;
  }

  static void observe(Node<DoubleConsumer> node, double value) {
    node.leaf().accept(value);
  }

  static void follow(Node<Followed> node, Object object) {
    node.leaf().add(object);
  }

  static Node<?> child(Node<?> node, String label) {
    return node.child(label);
  }

  static double seconds(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /**
   * @param site of the woven call: {@link Rule#needs} one by one, objects as {@code Object}
   */
  MethodHandle at(MethodType site, boolean threw) {
    List<Source> needs = rule.needs(threw);
    List<Integer> order = new ArrayList<>();
    MethodHandle record = rule.follows() ? FOLLOW : OBSERVE;
    for (int i = 0; i < labels.size(); i++) {
      record = MethodHandles.collectArguments(record, 0, CHILD);
    }
    record = record.bindTo(root);
    record = takeValue(record, site, needs, order);
    for (int i = labels.size() - 1; i >= 0; i--) {
      record = takeLabel(record, i, site, needs, order);
    }
    int[] reorder = order.stream().mapToInt(Integer::intValue).toArray();
    MethodHandle all = MethodHandles.permuteArguments(record, site, reorder);
    ClassFilter exception = threw ? rule.when().exception() : null;
    return exception == null
        ? all
        : MethodHandles.guardWithTest(isOf(exception), all, nothing(site));
  }

  /**
   * The same for a method that is called on objects of other classes, too.
   *
   * @param site ends with the object
   */
  MethodHandle ofHeirs(MethodType site, boolean threw) {
    int last = site.parameterCount() - 1;
    MethodType own = site.dropParameterTypes(last, last + 1);
    MethodHandle record = MethodHandles.dropArguments(at(own, threw), last, Object.class);
    return MethodHandles.guardWithTest(
        MethodHandles.dropArguments(isOf(rule.classes()), 0, own.parameterList()),
        record,
        nothing(site));
  }

  private static MethodHandle nothing(MethodType site) {
    return MethodHandles.dropArguments(NOTHING, 0, site.parameterList());
  }

  private MethodHandle takeValue(
      MethodHandle record, MethodType site, List<Source> needs, List<Integer> order) {
    int at = labels.size();
    if (rule.value().given() == Given.CALLS) {
      return MethodHandles.insertArguments(record, at, 1.0);
    }
    int need = indexOf(rule.value(), needs);
    order.add(0, need);
    return rule.follows()
        ? record
        : MethodHandles.filterArguments(record, at, number(site.parameterType(need)));
  }

  /** From what is at hand to the number. */
  private MethodHandle number(Class<?> given) {
    if (rule.value().given() == Given.DURATION) {
      return SECONDS;
    }
    MethodType type = MethodType.methodType(double.class, given);
    if (given.isPrimitive() && rule.value().steps().isEmpty()) {
      return MethodHandles.explicitCastArguments(MethodHandles.identity(double.class), type);
    }
    return Handles.of(new Path(rule.value()), "number", double.class, Object.class).asType(type);
  }

  private MethodHandle takeLabel(
      MethodHandle record, int at, MethodType site, List<Source> needs, List<Integer> order) {
    Source source = rule.labels().get(at).source();
    int need = indexOf(source, needs);
    if (need < 0) {
      return MethodHandles.insertArguments(record, at, ""); // an exception where none was thrown
    }
    order.add(0, need);
    MethodHandle text = Handles.of(labels.get(at), "of", String.class, Object.class);
    if (!source.steps().isEmpty()) {
      MethodHandle object = Handles.of(new Path(source), "object", Object.class, Object.class);
      text = MethodHandles.filterArguments(text, 0, object);
    }
    MethodType type = MethodType.methodType(String.class, site.parameterType(need));
    return MethodHandles.filterArguments(record, at, text.asType(type));
  }

  private static int indexOf(Source source, List<Source> needs) {
    for (int i = 0; i < needs.size(); i++) {
      if (needs.get(i).startsAs(source)) {
        return i;
      }
    }
    return -1;
  }

  private static MethodHandle isOf(ClassFilter wanted) {
    return Handles.of(new InstanceTest(wanted), "passes", boolean.class, Object.class);
  }
}
