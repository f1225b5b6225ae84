package java.lang;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * The bootstrap method of every call that the agent weaves into a class. It stands in {@code
 * java.lang} because that is the one package that no class loader hides: OSGi, JBoss Modules and
 * the like decide themselves what else their classes may see.
 *
 * <p>An instance is how the agent reaches it, through types of the JDK: it is not to be seen from
 * the agent's class loader when that is compiled.
 */
public final class PillionDispatcher
    implements BiPredicate<Function<Object[], Object>, Function<Object[], Object>>, IntSupplier {
  /**
   * The agent's linker: from Lookup, String, MethodType, String to CallSite. Null when the agent
   * was detached.
   */
  private static volatile Function<Object[], Object> linker;

  /**
   * The version of the two methods below, by which the agent uses this class. The class stays in
   * the JVM when its agent has left, and an agent of another version may come.
   */
  @Override
  public int getAsInt() {
    return 1;
  }

  /**
   * Puts a linker in the place of another.
   *
   * @return false if the expected one is not there, and nothing has changed
   */
  @Override
  public boolean test(Function<Object[], Object> expected, Function<Object[], Object> next) {
    synchronized (PillionDispatcher.class) {
      if (linker != expected) {
        return false;
      }
      linker = next;
      return true;
    }
  }

  /**
   * Called by the JVM when a woven call is first reached. A method that was running when the agent
   * was detached may reach a call that nobody links any more: that call does nothing.
   *
   * @param plugin the name of the plug-in's advice class
   */
  public static CallSite link(
      MethodHandles.Lookup caller, String advice, MethodType type, String plugin) {
    Function<Object[], Object> present = linker;
    try {
      if (present != null) {
        return (CallSite) present.apply(new Object[] {caller, advice, type, plugin});
      }
    } catch (Throwable fault) {
      // The linker keeps its own faults, unless its very classes are missing: as when another jar
      // was written over the agent's. What is thrown here the app would be thrown at each call.
    }
    return new ConstantCallSite(nothing(type));
  }

  /** Gives back its first argument if that is what is wanted, else null. */
  private static MethodHandle nothing(MethodType type) {
    Class<?> result = type.returnType();
    if (result != void.class && result == type.parameterType(0)) {
      return MethodHandles.dropArguments(
          MethodHandles.identity(result),
          1,
          type.parameterList().subList(1, type.parameterCount()));
    }
    MethodHandle none =
        MethodHandles.constant(Object.class, null).asType(MethodType.methodType(result));
    return MethodHandles.dropArguments(none, 0, type.parameterList());
  }
}
