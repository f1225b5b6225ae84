package io.pillion.rules.select;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * A first reading of a class, for what must be known before its methods are written anew. The class
 * itself is not loaded.
 */
public final class ClassScan extends ClassVisitor {
  static final int API = Opcodes.ASM9;

  private final Set<String> annotations = new HashSet<>();
  private final Map<String, MethodScan> methods = new LinkedHashMap<>();
  private String name;

  private ClassScan() {
    super(API);
  }

  public static ClassScan of(ClassReader reader) {
    ClassScan scan = new ClassScan();
    reader.accept(scan, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return scan;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    this.name = name;
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    annotations.add(descriptor);
    return null;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String method, String descriptor, String signature, String[] exceptions) {
    MethodScan scan = new MethodScan(name, access, method, descriptor);
    methods.put(scan.key(), scan);
    return scan;
  }

  boolean hasAnnotation(String descriptor) {
    return annotations.contains(descriptor);
  }

  public Collection<MethodScan> methods() {
    return methods.values();
  }

  /**
   * @param key {@link MethodScan#key}
   * @return null if there is none
   */
  public MethodScan method(String key) {
    return methods.get(key);
  }
}
