package io.pillion.weave;

import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.function.BiConsumer;

/** Has classes that are loaded pass the transformers once more. */
public final class Retransformation {
  private Retransformation() {}

  /**
   * All classes at once, which stops the app's threads once. Where a class is refused, one by one.
   *
   * @param refused takes a class that cannot be changed, and why
   */
  public static void of(
      List<Class<?>> types,
      Instrumentation instrumentation,
      BiConsumer<Class<?>, Throwable> refused) {
    if (types.isEmpty()) {
      return;
    }
    try {
      instrumentation.retransformClasses(types.toArray(new Class<?>[0]));
    } catch (Throwable oneOfThem) {
      for (Class<?> type : types) {
        try {
          instrumentation.retransformClasses(type);
        } catch (Throwable failure) {
          refused.accept(type, failure);
        }
      }
    }
  }
}
