package io.pillion.weave;

import java.lang.instrument.Instrumentation;

/** Opens packages of the JDK to the agent: from Java 9 on, before which nothing is closed. */
public final class JdkModules {
  private JdkModules() {}

  /** Null on Java 8. */
  static Modules get() throws ReflectiveOperationException {
    try {
      Class.forName("java.lang.Module");
    } catch (ClassNotFoundException java8) {
      return null;
    }
    return Class.forName("io.pillion.weave.Java9Modules")
        .asSubclass(Modules.class)
        .getDeclaredConstructor()
        .newInstance();
  }

  /**
   * Opens a package to the classes of the agent, and to nobody else.
   *
   * @param neighbour a class of the module that the package is in
   */
  public static void open(Instrumentation instrumentation, Class<?> neighbour, String packageName)
      throws ReflectiveOperationException {
    Modules modules = get();
    if (modules != null) {
      modules.open(instrumentation, neighbour, packageName);
    }
  }
}
