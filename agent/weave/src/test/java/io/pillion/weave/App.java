package io.pillion.weave;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.util.HashSet;
import java.util.Set;

/** A class loader of an app with a library in it, each app with classes of its own. */
final class App extends ClassLoader {
  static final String SUBJECT = "io.pillion.weave.subject.Subject";
  static final String SECOND = "io.pillion.weave.subject.Second";

  private static int test;

  /** The apps of a test that is over stay in the JVM for a while. */
  private final int ofTest = test;

  private final Set<String> absent = new HashSet<>();
  private final int classFileVersion;

  App() {
    this(0);
  }

  /**
   * @param classFileVersion the major version that its classes claim to be of (JVMS 4.1); 0 for
   *     what they are
   */
  App(int classFileVersion) {
    super(App.class.getClassLoader());
    this.classFileVersion = classFileVersion;
  }

  /** The apps that there are belong to the past from now on. */
  static void endAll() {
    test++;
  }

  boolean isOver() {
    return ofTest != test;
  }

  /** The app has no such class. */
  App without(String className) {
    absent.add(file(className));
    return this;
  }

  private static String file(String className) {
    return className.replace('.', '/') + ".class";
  }

  private static boolean isOwn(String className) {
    return className.matches("io\\.pillion\\.weave\\.(subject|javax|jakarta)\\..*");
  }

  @Override
  public URL getResource(String name) {
    return absent.contains(name) ? null : super.getResource(name);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : isOwn(name) ? define(name) : super.loadClass(name, resolve);
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = getResourceAsStream(file(name))) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      if (classFileVersion != 0) {
        bytes[7] = (byte) classFileVersion;
      }
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  Object make(String className, Object... arguments) throws Exception {
    Class<?>[] types = types(arguments);
    return loadClass(className).getConstructor(types).newInstance(arguments);
  }

  /** Calls a static method of the subject's. */
  Object call(String method, Object... arguments) throws Exception {
    return call(loadClass(SUBJECT), null, method, arguments);
  }

  static Object callOn(Object object, String method, Object... arguments) throws Exception {
    return call(object.getClass(), object, method, arguments);
  }

  private static Object call(Class<?> type, Object object, String method, Object... arguments)
      throws Exception {
    try {
      return type.getMethod(method, types(arguments)).invoke(object, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Exception thrown) {
        throw thrown;
      }
      throw e;
    }
  }

  private static Class<?>[] types(Object... arguments) {
    Class<?>[] types = new Class<?>[arguments.length];
    for (int i = 0; i < types.length; i++) {
      Object argument = arguments[i];
      types[i] =
          argument instanceof Integer
              ? int.class
              : argument instanceof Long
                  ? long.class
                  : argument instanceof Double ? double.class : argument.getClass();
    }
    return types;
  }
}
