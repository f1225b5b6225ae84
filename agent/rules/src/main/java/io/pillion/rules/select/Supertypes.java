package io.pillion.rules.select;

import io.pillion.weave.ClassFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.jar.asm.ClassReader;

/**
 * What classes extend and implement, read from their files: in the midst of loading a class no
 * other may be loaded for the agent's sake. Remembered for each loader, which is held weakly.
 */
public final class Supertypes {
  private static final String[] NONE = {};

  private final Map<ClassLoader, Map<String, String[]>> byLoader = new WeakHashMap<>();

  /**
   * @param file of the class in question, which need not be loaded
   * @param supertype with slashes
   */
  boolean inherits(ClassLoader loader, byte[] file, String supertype) {
    return anyInherits(loader, direct(file), supertype);
  }

  private boolean anyInherits(ClassLoader loader, String[] types, String supertype) {
    for (String type : types) {
      if (type.equals(supertype) || anyInherits(loader, direct(loader, type), supertype)) {
        return true;
      }
    }
    return false;
  }

  private String[] direct(ClassLoader loader, String type) {
    if (type.equals("java/lang/Object")) {
      return NONE;
    }
    Map<String, String[]> known;
    synchronized (byLoader) {
      known = byLoader.computeIfAbsent(loader, fresh -> new ConcurrentHashMap<>());
    }
    String[] direct = known.get(type);
    if (direct == null) {
      byte[] file = read(loader, type);
      direct = file == null ? NONE : direct(file);
      known.put(type, direct);
    }
    return direct;
  }

  private static String[] direct(byte[] file) {
    ClassReader reader = new ClassReader(file);
    String parent = reader.getSuperName();
    String[] interfaces = reader.getInterfaces();
    if (parent == null) {
      return interfaces;
    }
    String[] all = new String[interfaces.length + 1];
    all[0] = parent;
    System.arraycopy(interfaces, 0, all, 1, interfaces.length);
    return all;
  }

  /** The file of a class, or null where the loader does not show it: of a generated class. */
  public static byte[] read(ClassLoader loader, String type) {
    try (InputStream in = loader.getResourceAsStream(type + ".class")) {
      return in == null ? null : ClassFiles.readAll(in);
    } catch (IOException | RuntimeException notShown) {
      return null;
    }
  }
}
