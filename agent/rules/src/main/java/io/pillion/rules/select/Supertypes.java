package io.pillion.rules.select;

import io.pillion.weave.ClassFiles;
import java.io.IOException;
import java.io.InputStream;
import net.bytebuddy.jar.asm.ClassReader;

/** What classes extend and implement. */
public final class Supertypes {
  private static final String[] NONE = {};

  private final ClassFileFacts<String[]> direct = new ClassFileFacts<>(Supertypes::direct, NONE);

  /**
   * @param file of the class in question, which need not be loaded
   * @param supertype with slashes
   */
  boolean inherits(ClassLoader loader, byte[] file, String supertype) {
    return anyInherits(loader, direct(file), supertype);
  }

  private boolean anyInherits(ClassLoader loader, String[] types, String supertype) {
    for (String type : types) {
      if (type.equals(supertype)
          || (!type.equals("java/lang/Object")
              && anyInherits(loader, direct.of(loader, type), supertype))) {
        return true;
      }
    }
    return false;
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
