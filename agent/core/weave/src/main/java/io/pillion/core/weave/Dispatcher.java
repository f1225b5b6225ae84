package io.pillion.core.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.security.ProtectionDomain;

/**
 * Puts {@code java.lang.PillionDispatcher} in its place. Appending a jar to the boot class path
 * would be simpler, but then the JVM prints a warning and turns class data sharing off for the
 * app's classes.
 */
final class Dispatcher {
  private static final String NAME = "java.lang.PillionDispatcher";

  private Dispatcher() {}

  /**
   * @param linker {@code (Lookup, String, MethodType, String) -> CallSite}
   * @return false if an agent's linker is there already
   */
  static boolean install(Instrumentation instrumentation, MethodHandle linker) throws Exception {
    Class<?> dispatcher;
    try {
      dispatcher = Class.forName(NAME, true, null);
    } catch (ClassNotFoundException firstTime) {
      dispatcher = define(instrumentation);
    }
    Field field = dispatcher.getField("linker");
    synchronized (dispatcher) {
      if (field.get(null) != null) {
        return false;
      }
      field.set(null, linker);
      return true;
    }
  }

  /**
   * Takes a linker away again, if it is this one. The class stays: the JVM has no way to undo it.
   */
  static void uninstall(MethodHandle linker) {
    try {
      Class<?> dispatcher = Class.forName(NAME, true, null);
      Field field = dispatcher.getField("linker");
      synchronized (dispatcher) {
        if (field.get(null) == linker) {
          field.set(null, null);
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(NAME, e); // which was installed
    }
  }

  /** Another agent's thread may be about to do the same: whose class it is does not matter. */
  private static Class<?> define(Instrumentation instrumentation) throws Exception {
    byte[] bytes = read();
    try {
      return JdkModules.exist() ? defineInModule(instrumentation, bytes) : defineOnJava8(bytes);
    } catch (InvocationTargetException failure) {
      if (failure.getCause() instanceof LinkageError) {
        return Class.forName(NAME, true, null);
      }
      throw failure;
    }
  }

  private static byte[] read() throws IOException {
    String resource = NAME.replace('.', '/') + ".class";
    try (InputStream in = Dispatcher.class.getClassLoader().getResourceAsStream(resource)) {
      return PluginClassLoader.readAll(in);
    }
  }

  private static Class<?> defineInModule(Instrumentation instrumentation, byte[] bytes)
      throws Exception {
    JdkModules.open(instrumentation, Object.class, "java.lang");
    Object lookup =
        MethodHandles.class
            .getMethod("privateLookupIn", Class.class, MethodHandles.Lookup.class)
            .invoke(null, Object.class, MethodHandles.lookup());
    return (Class<?>)
        MethodHandles.Lookup.class.getMethod("defineClass", byte[].class).invoke(lookup, bytes);
  }

  private static Class<?> defineOnJava8(byte[] bytes) throws Exception {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe", true, null);
    Field instance = unsafe.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    return (Class<?>)
        unsafe
            .getMethod(
                "defineClass",
                String.class,
                byte[].class,
                int.class,
                int.class,
                ClassLoader.class,
                ProtectionDomain.class)
            .invoke(instance.get(null), NAME, bytes, 0, bytes.length, null, null);
  }
}
