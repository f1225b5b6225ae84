package io.pillion.weave;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;

/** Loaded by name, where there are modules. */
final class Java9Modules implements Modules {
  @Override
  public void open(Instrumentation instrumentation, Class<?> neighbour, String packageName) {
    instrumentation.redefineModule(
        neighbour.getModule(),
        Set.of(),
        Map.of(),
        Map.of(packageName, Set.of(Java9Modules.class.getModule())),
        Set.of(),
        Map.of());
  }

  @Override
  public Class<?> define(Class<?> neighbour, byte[] bytes) throws IllegalAccessException {
    return MethodHandles.privateLookupIn(neighbour, MethodHandles.lookup()).defineClass(bytes);
  }
}
