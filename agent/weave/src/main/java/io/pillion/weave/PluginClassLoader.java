package io.pillion.weave;

import io.pillion.api.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;

/**
 * Defines the classes of one plug-in beside one class loader of a library. Their bytes come from
 * the agent; what they refer to is either {@code api}, or the library and whatever it sees.
 */
final class PluginClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String API = "io.pillion.api.";

  /** A plug-in may do what the agent may: under a security manager, classes of none may nothing. */
  private static final ProtectionDomain DOMAIN = PluginClassLoader.class.getProtectionDomain();

  private final ClassLoader agent = PluginClassLoader.class.getClassLoader();
  private final ClassLoader library;
  private final String plugin;
  private final Variant variant;

  /**
   * @param variant all of the package of its advice is the plug-in's
   */
  PluginClassLoader(ClassLoader library, Variant variant) {
    super(null);
    this.library = library;
    this.plugin = variant.advice().substring(0, variant.advice().lastIndexOf('.') + 1);
    this.variant = variant;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(plugin)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }
    return Class.forName(name, false, name.startsWith(API) ? agent : library);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream in = agent.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = ClassFiles.readAll(in);
      if (!variant.renaming().isNone()) {
        bytes = RenamedClass.of(bytes, variant.renaming());
      }
      if (name.equals(variant.advice())) {
        bytes = GuardedAdvice.of(bytes, variant);
      }
      return defineClass(name, bytes, 0, bytes.length, DOMAIN);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }
}
