package io.pillion.rules.record;

import io.pillion.rules.parse.Source;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from an object to a number or a text, through the steps of a {@link Source}. Getters and
 * fields are looked up once for each class that comes by; a primitive is not boxed on its way to a
 * number.
 */
final class Path {
  private static final class Step {
    final String name;
    final ClassValue<MethodHandle> objects = handles(Object.class);
    final ClassValue<MethodHandle> numbers = handles(double.class);

    Step(String name) {
      this.name = name;
    }

    private ClassValue<MethodHandle> handles(Class<?> result) {
      return new ClassValue<MethodHandle>() {
        @Override
        protected MethodHandle computeValue(Class<?> type) {
          try {
            return typed(Member.find(type, name), result);
          } catch (NoValue none) {
            // Kept, too: it is not to be looked for at every call.
            MethodHandle failing = MethodHandles.throwException(result, NoValue.class).bindTo(none);
            return MethodHandles.dropArguments(failing, 0, Object.class);
          }
        }
      };
    }

    private static MethodHandle typed(MethodHandle member, Class<?> result) {
      MethodType type = MethodType.methodType(result, Object.class);
      boolean unboxed = result == double.class && member.type().returnType().isPrimitive();
      if (result == Object.class || unboxed) {
        return MethodHandles.explicitCastArguments(member, type);
      }
      return MethodHandles.filterReturnValue(
          member.asType(MethodType.methodType(Object.class, Object.class)), TO_NUMBER);
    }
  }

  private static final MethodHandle TO_NUMBER =
      Handles.of(Path.class, "toNumber", double.class, Object.class);

  private final List<Step> steps = new ArrayList<>();
  private final String text;

  Path(Source source) {
    text = source.toString();
    for (String step : source.steps()) {
      steps.add(new Step(step));
    }
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /**
   * Where the way ends.
   *
   * @throws NoValue if there is nothing
   */
  Object object(Object from) throws Throwable {
    return follow(from, steps.size());
  }

  /**
   * The number where the way ends; true is 1.
   *
   * @throws NoValue if there is nothing, or no number
   */
  double number(Object from) throws Throwable {
    if (steps.isEmpty()) {
      return toNumber(present(from));
    }
    int last = steps.size() - 1;
    Object object = follow(from, last);
    return (double) steps.get(last).numbers.get(object.getClass()).invokeExact(object);
  }

  private Object follow(Object from, int count) throws Throwable {
    Object object = present(from);
    for (int i = 0; i < count; i++) {
      object = present((Object) steps.get(i).objects.get(object.getClass()).invokeExact(object));
    }
    return object;
  }

  private Object present(Object object) {
    if (object == null) {
      throw new NoValue(text + " met a null");
    }
    return object;
  }

  static double toNumber(Object object) {
    if (object instanceof Number) {
      return ((Number) object).doubleValue();
    }
    if (object instanceof Boolean) {
      return (Boolean) object ? 1 : 0;
    }
    throw new NoValue(
        object == null
            ? "a null is no number"
            : "a " + object.getClass().getName() + " is no number");
  }
}
