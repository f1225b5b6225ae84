package io.pillion.weave;

import java.lang.instrument.Instrumentation;

/**
 * What takes the API of Java 9. It is implemented in the source folder {@code java9}; calling it by
 * reflection instead would have a cold JVM write some twenty classes for method handles (JEP 416).
 */
interface Modules {
  /**
   * Opens a package to the classes of the agent, and to nobody else.
   *
   * @param neighbour a class of the module that the package is in
   */
  void open(Instrumentation instrumentation, Class<?> neighbour, String packageName);

  /** Defines a class in the package and the class loader of another, which must be open. */
  Class<?> define(Class<?> neighbour, byte[] bytes) throws IllegalAccessException;
}
