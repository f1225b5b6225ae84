package io.pillion.boot;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.CRC32;

/**
 * Holds everything of the agent but this package, out of the app's sight: classes lie in the jar
 * below {@code inst/} and end in {@code .classdata}, so that neither the app's class loader nor a
 * scanner of its class path finds them.
 *
 * <p>The parent is the platform loader (the extension loader on Java 8) because the JDK's {@code
 * HttpServer} lives there; of the app's own classes, its Prometheus client included, nothing is
 * visible from here.
 */
final class AgentClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private static final String FOLDER = "inst/";

  /** The agent's classes may do what the app's class path may. */
  private static final ProtectionDomain DOMAIN = AgentClassLoader.class.getProtectionDomain();

  /** An entry that is in every jar of the agent's. */
  private static final String SURE = FOLDER + "io/pillion/run/Entry.classdata";

  private final File file;
  private final JarFile jar;
  private boolean isTold;

  AgentClassLoader(File file) throws IOException {
    super(platformLoader());
    this.file = file;
    this.jar = new JarFile(file, false);
  }

  /** The jar that this class came from. */
  static File ownJar() {
    String place = DOMAIN.getCodeSource().getLocation().toString();
    if (place.startsWith("jar:")) {
      place = place.substring("jar:".length(), place.lastIndexOf("!/")); // as JBoss Modules has it
    }
    return new File(URI.create(place));
  }

  private static ClassLoader platformLoader() {
    ClassLoader loader = ClassLoader.getSystemClassLoader();
    while (loader.getParent() != null) {
      loader = loader.getParent();
    }
    return loader;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    JarEntry entry = entry(name.replace('.', '/') + ".class");
    if (entry == null) {
      throw new ClassNotFoundException(name);
    }
    try {
      byte[] bytes = read(entry);
      return defineClass(name, bytes, 0, bytes.length, DOMAIN);
    } catch (IOException e) {
      throw new ClassNotFoundException(name + " is not readable in " + file, e);
    }
  }

  /**
   * Reads an entry as it was when the jar was opened. Where another jar has been written over the
   * file since, other entries lie in the places that were remembered.
   *
   * @throws IOException if the entry is not what it was; the user is told once
   */
  private byte[] read(JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = new byte[(int) entry.getSize()];
      new DataInputStream(in).readFully(bytes);
      CRC32 found = new CRC32();
      found.update(bytes, 0, bytes.length);
      if (found.getValue() != entry.getCrc()) {
        throw new IOException(entry.getName() + " has changed");
      }
      return bytes;
    } catch (IOException | RuntimeException | InternalError changed) {
      tellOnce();
      throw new IOException(file + " has changed", changed);
    }
  }

  private synchronized void tellOnce() {
    if (!isTold) {
      isTold = true;
      System.err.println(
          "[pillion] "
              + file
              + " was changed while it is used, and what was not read before is missing; put a jar"
              + " in its place by renaming, not by copying over it, and restart the app");
    }
  }

  @Override
  protected URL findResource(String name) {
    JarEntry entry = entry(name);
    if (entry == null) {
      return null;
    }
    try {
      return new URL("jar:" + file.toURI() + "!/" + entry.getName());
    } catch (MalformedURLException e) {
      return null;
    }
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL resource = findResource(name);
    return resource == null
        ? Collections.<URL>emptyEnumeration()
        : Collections.enumeration(Collections.singleton(resource));
  }

  /** Straight from the open jar: a URL would open the jar again, through the JDK's shared cache. */
  @Override
  public InputStream getResourceAsStream(String name) {
    JarEntry entry = entry(name);
    try {
      return entry == null ? null : new ByteArrayInputStream(read(entry));
    } catch (IOException e) {
      return null;
    }
  }

  private JarEntry entry(String name) {
    JarEntry entry = jar.getJarEntry(FOLDER + (name.endsWith(".class") ? name + "data" : name));
    if (entry == null && jar.getJarEntry(SURE) == null) {
      tellOnce(); // Java 8 reads the jar's directory anew each time
    }
    return entry;
  }
}
