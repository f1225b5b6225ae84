package java.lang;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * The bootstrap method of every call that the agent weaves into a class. It stands in {@code
 * java.lang} because that is the one package that no class loader hides: OSGi, JBoss Modules and
 * the like decide themselves what else their classes may see.
 */
public final class PillionDispatcher {
  /** The agent's linker: {@code (Lookup, String, MethodType, String) -> CallSite}. */
  public static volatile MethodHandle linker;

  private PillionDispatcher() {}

  /**
   * Called by the JVM when a woven call is first reached.
   *
   * @param plugin the name of the plug-in's advice class
   */
  public static CallSite link(
      MethodHandles.Lookup caller, String advice, MethodType type, String plugin) throws Throwable {
    return (CallSite) linker.invokeExact(caller, advice, type, plugin);
  }
}
