package io.pillion.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.security.ProtectionDomain;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * Puts {@code java.lang.PillionDispatcher} in its place. Appending a jar to the boot class path
 * would be simpler, but then the JVM prints a warning and turns class data sharing off for the
 * app's classes.
 */
final class Dispatcher {
  private static final String NAME = "java.lang.PillionDispatcher";

  /** What {@code PillionDispatcher.getAsInt} must say. */
  private static final int PROTOCOL = 1;

  private Dispatcher() {}

  /**
   * @param linker {@code Lookup, String, MethodType, String -> CallSite}
   * @return false if an agent's linker is there already
   * @throws IllegalStateException if the dispatcher that is there is of another protocol
   */
  static boolean install(Instrumentation instrumentation, Function<Object[], Object> linker)
      throws Exception {
    Class<?> dispatcher;
    try {
      dispatcher = Class.forName(NAME, true, null);
    } catch (ClassNotFoundException firstTime) {
      dispatcher = define(instrumentation);
    }
    return replace(dispatcher, null, linker);
  }

  /**
   * Takes a linker away again, if it is this one. The class stays: the JVM has no way to undo it.
   */
  static void uninstall(Function<Object[], Object> linker) {
    try {
      replace(Class.forName(NAME, true, null), linker, null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(NAME, e); // which was installed
    }
  }

  @SuppressWarnings("unchecked") // what the dispatcher implements
  private static boolean replace(
      Class<?> dispatcher, Function<Object[], Object> expected, Function<Object[], Object> next)
      throws ReflectiveOperationException {
    Object present = dispatcher.getDeclaredConstructor().newInstance();
    int protocol = present instanceof IntSupplier ? ((IntSupplier) present).getAsInt() : 0;
    if (protocol != PROTOCOL) {
      throw new IllegalStateException(
          "an agent of another version was in this JVM and left a dispatcher of protocol "
              + protocol
              + "; this one speaks "
              + PROTOCOL
              + ": restart the JVM to use it");
    }
    return ((BiPredicate<Function<Object[], Object>, Function<Object[], Object>>) present)
        .test(expected, next);
  }

  /** Another agent's thread may be about to do the same: whose class it is does not matter. */
  private static Class<?> define(Instrumentation instrumentation) throws Exception {
    byte[] bytes = read();
    Modules modules = JdkModules.get();
    try {
      if (modules == null) {
        return defineOnJava8(bytes);
      }
      modules.open(instrumentation, Object.class, "java.lang");
      return modules.define(Object.class, bytes);
    } catch (LinkageError defined) {
      return Class.forName(NAME, true, null);
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
      return ClassFiles.readAll(in);
    }
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
