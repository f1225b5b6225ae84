package io.pillion.rules.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds a getter or a field of an object's class, however private, in it or what it inherits. */
final class Member {
  private static final MethodHandle LENGTH =
      Handles.of(Array.class, "getLength", int.class, Object.class);

  private Member() {}

  /**
   * @param step a field's name, or a method's name and {@code ()}
   * @return takes the object
   * @throws NoValue if there is no such member, or its module keeps it closed
   */
  static MethodHandle find(Class<?> type, String step) {
    if (type.isArray() && step.equals("length")) {
      return LENGTH;
    }
    boolean isCall = step.endsWith("()");
    String name = isCall ? step.substring(0, step.length() - 2) : step;
    Throwable closed = null;
    for (Class<?> owner : owners(type)) {
      try {
        return isCall ? method(owner, name) : field(owner, name);
      } catch (NoSuchMethodException | NoSuchFieldException elsewhere) {
        // in a supertype, perhaps
      } catch (IllegalAccessException | RuntimeException notHere) {
        closed = notHere; // a supertype may be open: java.util.List of a private class of the JDK's
      }
    }
    String what = "the class " + type.getName() + " has no " + (isCall ? "method " : "field ");
    throw new NoValue(closed == null ? what + step : what + "open to Pillion: " + closed);
  }

  private static MethodHandle method(Class<?> owner, String name)
      throws NoSuchMethodException, IllegalAccessException {
    Method method = owner.getDeclaredMethod(name);
    if (method.getReturnType() == void.class || Modifier.isStatic(method.getModifiers())) {
      throw new NoSuchMethodException(name);
    }
    open(method, owner, method.getModifiers());
    return MethodHandles.lookup().unreflect(method);
  }

  private static MethodHandle field(Class<?> owner, String name)
      throws NoSuchFieldException, IllegalAccessException {
    Field field = owner.getDeclaredField(name);
    open(field, owner, field.getModifiers());
    MethodHandle getter = MethodHandles.lookup().unreflectGetter(field);
    return Modifier.isStatic(field.getModifiers())
        ? MethodHandles.dropArguments(getter, 0, Object.class)
        : getter;
  }

  private static void open(AccessibleObject member, Class<?> owner, int modifiers) {
    if (!Modifier.isPublic(modifiers & owner.getModifiers())) {
      member.setAccessible(true);
    }
  }

  /** The class, what it extends, then the interfaces of all of these. */
  private static List<Class<?>> owners(Class<?> type) {
    List<Class<?>> owners = new ArrayList<>();
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
      owners.add(owner);
      addInterfaces(owner, interfaces);
    }
    owners.addAll(interfaces);
    return owners;
  }

  private static void addInterfaces(Class<?> type, Set<Class<?>> interfaces) {
    for (Class<?> implemented : type.getInterfaces()) {
      if (interfaces.add(implemented)) {
        addInterfaces(implemented, interfaces);
      }
    }
  }
}
