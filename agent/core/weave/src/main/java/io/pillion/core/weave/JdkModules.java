package io.pillion.core.weave;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * Opens packages of the JDK to the agent. By reflection, because the agent runs on Java 8 as well,
 * where there are no modules and nothing is closed.
 */
public final class JdkModules {
  private JdkModules() {}

  static boolean exist() {
    try {
      Class.forName("java.lang.Module");
      return true;
    } catch (ClassNotFoundException java8) {
      return false;
    }
  }

  /**
   * Opens a package to the classes of the agent, and to nobody else.
   *
   * @param neighbour a class of the module that the package is in
   */
  public static void open(Instrumentation instrumentation, Class<?> neighbour, String packageName)
      throws ReflectiveOperationException {
    if (!exist()) {
      return;
    }
    Class<?> module = Class.forName("java.lang.Module");
    Method getModule = Class.class.getMethod("getModule");
    Map<String, Set<Object>> opens =
        Collections.singletonMap(
            packageName, Collections.singleton(getModule.invoke(JdkModules.class)));
    Instrumentation.class
        .getMethod("redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class)
        .invoke(
            instrumentation,
            getModule.invoke(neighbour),
            Collections.emptySet(),
            Collections.emptyMap(),
            opens,
            Collections.emptySet(),
            Collections.emptyMap());
  }
}
