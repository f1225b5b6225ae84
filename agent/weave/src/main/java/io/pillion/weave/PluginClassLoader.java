package io.pillion.weave;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.ProtectionDomain;

/**
 * Defines the classes of one plug-in beside one class loader of the server's. Their bytes come from
 * the agent; what they refer to is either {@code api}, or the server and whatever it sees.
 */
final class PluginClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String API = "io.pillion.api.";

  /** A plug-in may do what the agent may: under a security manager, classes of none may nothing. */
  private static final ProtectionDomain DOMAIN = PluginClassLoader.class.getProtectionDomain();

  private final ClassLoader agent = PluginClassLoader.class.getClassLoader();
  private final ClassLoader server;
  private final String plugin;

  /**
   * @param advice a class of the plug-in: all of its package is the plug-in's
   */
  PluginClassLoader(ClassLoader server, String advice) {
    super(null);
    this.server = server;
    this.plugin = advice.substring(0, advice.lastIndexOf('.') + 1);
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(plugin)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : findClass(name);
      }
    }
    return Class.forName(name, false, name.startsWith(API) ? agent : server);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream in = agent.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = readAll(in);
      return defineClass(name, bytes, 0, bytes.length, DOMAIN);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }
}
