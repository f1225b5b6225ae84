package io.pillion.weave;

import io.pillion.api.Hook;
import io.pillion.api.Value;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Writes calls of advice into the methods of a class. No member is added or changed, as
 * re-transforming demands. No class is loaded: frames are extended by hand, because having them
 * computed would load classes of the app's in the midst of loading another.
 */
public final class WovenClass extends ClassVisitor {
  static final int API = Opcodes.ASM9;

  private final Map<String, List<WovenCall>> calls = new HashMap<>();
  private final Map<String, MethodShape> shapes;
  private final List<Hook> missing = new ArrayList<>();
  private final Set<String> fields = new HashSet<>();
  private String owner;

  private WovenClass(ClassVisitor next, List<WovenCall> wanted, Map<String, MethodShape> shapes) {
    super(API, next);
    this.shapes = shapes;
    for (WovenCall call : wanted) {
      Hook hook = call.hook();
      String method = hook.method() + hook.descriptor();
      List<WovenCall> ofMethod = calls.get(method);
      if (ofMethod == null) {
        ofMethod = new ArrayList<>(); // no lambda: the app's start would pay for the JVM's first
        calls.put(method, ofMethod);
      }
      ofMethod.add(call);
      missing.add(hook);
    }
  }

  /**
   * @param calls all of this class; at one place they are made in this order
   * @param missing gets the hooks whose place the class does not have
   * @return the class file
   * @throws IllegalStateException if the class cannot be woven, for its age or its shape
   */
  public static byte[] weave(byte[] original, List<WovenCall> calls, List<Hook> missing) {
    ClassReader reader = new ClassReader(original);
    // Where no call touches a frame, the class is read once and its frames are copied.
    boolean keeps = isOld(reader);
    for (WovenCall call : calls) {
      keeps |= WovenMethod.touchesFrames(call.hook());
    }
    Map<String, MethodShape> shapes =
        keeps ? MethodShape.all(reader) : Collections.<String, MethodShape>emptyMap();
    ClassWriter writer = new ClassWriter(reader, 0);
    WovenClass visitor = new WovenClass(writer, calls, shapes);
    reader.accept(visitor, keeps ? ClassReader.EXPAND_FRAMES : 0);
    missing.addAll(visitor.missing);
    return writer.toByteArray();
  }

  private static boolean isOld(ClassReader reader) {
    return reader.readShort(6) < Opcodes.V1_7; // the major version (JVMS 4.1)
  }

  /** Loads what weaving needs, by weaving nothing into a class of our own. */
  static void warm() throws IOException {
    String resource = Linker.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Linker.class.getClassLoader().getResourceAsStream(resource)) {
      weave(ClassFiles.readAll(in), Collections.emptyList(), new ArrayList<>());
    }
  }

  /**
   * A class of Java 6 becomes a class of Java 7, which has {@code invokedynamic}: its frames, which
   * a JVM need not have looked at before, must then be right. An older class has no frames.
   */
  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    owner = name;
    int major = version & 0xFFFF;
    for (MethodShape shape : shapes.values()) {
      if (major < Opcodes.V1_7 && (major < Opcodes.V1_6 || !shape.mayBeOfJava7())) {
        throw new IllegalStateException(
            name + " is compiled for a Java older than 7, which has no invokedynamic");
      }
    }
    super.visit(Math.max(major, Opcodes.V1_7), access, name, signature, parent, interfaces);
  }

  /** Fields come before methods. */
  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    fields.add(name + descriptor);
    return super.visitField(access, name, descriptor, signature, value);
  }

  /** A hook that wants a field which is not there is missing, like one without its method. */
  private List<WovenCall> possible(List<WovenCall> wanted) {
    List<WovenCall> possible = new ArrayList<>();
    for (WovenCall call : wanted) {
      boolean hasFields = true;
      for (Value value : call.hook().values()) {
        hasFields &= value.field() == null || fields.contains(value.field() + value.fieldType());
      }
      if (hasFields) {
        possible.add(call);
      }
    }
    return possible;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    List<WovenCall> wanted = calls.get(name + descriptor);
    boolean hasBody = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
    return wanted == null || !hasBody
        ? next
        : new WovenMethod(
            next,
            owner,
            access,
            name,
            descriptor,
            shapes.get(name + descriptor),
            possible(wanted),
            missing);
  }
}
