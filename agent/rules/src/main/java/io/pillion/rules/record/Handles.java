package io.pillion.rules.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Looks up methods of this package, which are there or the agent was built wrongly. */
final class Handles {
  private Handles() {}

  /** A static method. */
  static MethodHandle of(Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    try {
      return MethodHandles.lookup()
          .findStatic(owner, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(owner + "." + name, e);
    }
  }

  /** A method of an object. */
  static MethodHandle of(Object object, String name, Class<?> result, Class<?>... parameters) {
    try {
      return MethodHandles.lookup().bind(object, name, MethodType.methodType(result, parameters));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(object.getClass() + "." + name, e);
    }
  }
}
