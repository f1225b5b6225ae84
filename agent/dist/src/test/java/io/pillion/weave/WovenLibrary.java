package io.pillion.weave;

import io.pillion.api.Faults;
import io.pillion.api.Guard;
import io.pillion.api.Hook;
import io.pillion.api.Overhead;
import io.pillion.api.Plugin;
import io.pillion.api.RequestReader;
import io.pillion.api.Requests;
import io.pillion.api.ServerMetrics;
import io.pillion.api.Variant;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The jars of a library with one plug-in woven in, as the agent weaves it, while nothing of the
 * library is started. In this package for the sake of the engine's own classes.
 */
public final class WovenLibrary extends URLClassLoader {
  /** Where a class file has the low byte of its version, and what that is for Java 1 less 1. */
  private static final int MAJOR_VERSION = 7;

  private static final int JAVA_1 = 44;

  private final Plugin plugin;
  private final Installation installation;
  private final Map<Hook, Integer> places = new LinkedHashMap<>();

  public WovenLibrary(Plugin plugin, List<File> jars) {
    super(urls(jars), ClassLoader.getPlatformClassLoader());
    this.plugin = plugin;
    PluginIndex index = new PluginIndex();
    index.add(plugin);
    this.installation = new Installations(index, NoMetrics::new, new Faults()).of(plugin, this);
  }

  private static URL[] urls(List<File> jars) {
    return jars.stream().map(WovenLibrary::url).toArray(URL[]::new);
  }

  private static URL url(File jar) {
    try {
      return jar.toURI().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The plug-in's variants that fit these jars: one of a library that it knows. */
  public List<Variant> fitting() {
    return plugin.variants().stream().filter(variant -> variant.fits(this)).toList();
  }

  /** The variant that is woven; null for a library that the plug-in does not know. */
  public Variant variant() {
    return installation.variant();
  }

  /**
   * Loads every hooked class that there is, and has the JVM verify it.
   *
   * @return how many places each hook has in these classes
   */
  public Map<Hook, Integer> weave() throws ClassNotFoundException {
    for (Hook hook : variant().hooks()) {
      if (findResource(file(hook.className())) != null) {
        var unused = Class.forName(hook.className(), false, this).getDeclaredConstructors();
      }
    }
    return places;
  }

  private static String file(String className) {
    return className.replace('.', '/') + ".class";
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    URL resource = findResource(file(name));
    if (resource == null) {
      return super.findClass(name);
    }
    try (InputStream in = resource.openStream()) {
      byte[] original = in.readAllBytes();
      byte[] woven = installation.weave(name.replace('.', '/'), original);
      if (woven != null) {
        count(name, woven);
      }
      byte[] loadable = forThisJava(woven == null ? original : woven);
      return defineClass(name, loadable, 0, loadable.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** A library for a later Java is linked here all the same, as none of it runs. */
  private static byte[] forThisJava(byte[] classFile) {
    int newest = JAVA_1 + Runtime.version().feature();
    classFile[MAJOR_VERSION] = (byte) Math.min(classFile[MAJOR_VERSION], newest);
    return classFile;
  }

  private void count(String className, byte[] woven) {
    for (Hook hook : variant().hooks()) {
      if (hook.className().equals(className)) {
        places.put(hook, WovenPlaces.count(woven, hook));
      }
    }
  }

  /**
   * Makes the advice, finds in it what each hook calls that has a place, and resolves whatever of
   * the library the plug-in's classes refer to then.
   *
   * @return what there is not, in words
   */
  public List<String> unresolved() throws ReflectiveOperationException {
    Class<?> type = installation.advice();
    if (type == null) {
      return describe();
    }
    Set<String> uncalled = new HashSet<>();
    variant().hooks().forEach(hook -> uncalled.add(hook.advice()));
    for (Hook hook : placed()) {
      uncalled.remove(hook.advice());
      MethodHandles.publicLookup()
          .in(type)
          .findStatic(
              type,
              hook.advice(),
              MethodType.fromMethodDescriptorString(hook.adviceDescriptor(), this));
    }
    return References.unresolved(type, variant().renaming(), uncalled);
  }

  private List<Hook> placed() {
    return places.keySet().stream().filter(hook -> places.get(hook) > 0).toList();
  }

  /** What the user reads on {@code /-/instrumentation}. */
  public List<String> describe() {
    return WeavingReport.lines(installation);
  }

  /** Excludes every request, and has come into an app that was running. */
  private static final class NoMetrics implements ServerMetrics {
    @Override
    public <E> Requests<E> requests(RequestReader<E> reader, Guard guard) {
      return exchange -> null;
    }

    @Override
    public Overhead overhead() {
      return new Overhead();
    }

    @Override
    public boolean isAttached() {
      return true;
    }
  }
}
