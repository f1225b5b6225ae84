package io.pillion.weave;

import io.pillion.api.Hook;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes the hooks into the bytes of a class. Straight-line code is all that is added: the stack
 * map frames stay as they are, and so does every member, as re-transforming demands.
 */
final class HookedClass extends ClassVisitor {
  private static final int API = Opcodes.ASM9;

  private final String plugin;
  private final Set<Hook> missing;

  private HookedClass(ClassVisitor next, String plugin, List<Hook> hooks) {
    super(API, next);
    this.plugin = plugin;
    this.missing = new LinkedHashSet<>(hooks);
  }

  /**
   * @param plugin the name of the advice class
   * @throws IllegalStateException if the class has no such place as a hook names
   */
  static byte[] weave(byte[] original, String plugin, List<Hook> hooks) {
    ClassReader reader = new ClassReader(original);
    ClassWriter writer = new ClassWriter(reader, 0);
    HookedClass visitor = new HookedClass(writer, plugin, hooks);
    reader.accept(visitor, 0);
    if (!visitor.missing.isEmpty()) {
      throw new IllegalStateException("there is no " + visitor.missing.iterator().next());
    }
    return writer.toByteArray();
  }

  /** Loads what weaving needs, by weaving nothing into a class of our own. */
  static void warm() throws IOException {
    String resource = Linker.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Linker.class.getClassLoader().getResourceAsStream(resource)) {
      weave(PluginClassLoader.readAll(in), "", Collections.emptyList());
    }
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    if ((version & 0xFFFF) < Opcodes.V1_7) {
      throw new IllegalStateException(
          name + " is compiled for a Java older than 7, which has no invokedynamic");
    }
    super.visit(version, access, name, signature, parent, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor method = super.visitMethod(access, name, descriptor, signature, exceptions);
    for (Hook hook : missing.toArray(new Hook[0])) {
      if (hook.method().equals(name) && hook.descriptor().equals(descriptor)) {
        method = new HookedMethod(method, hook);
      }
    }
    return method;
  }

  private final class HookedMethod extends MethodVisitor {
    private final Hook hook;
    private final String owner;

    HookedMethod(MethodVisitor next, Hook hook) {
      super(API, next);
      this.hook = hook;
      this.owner = hook.className().replace('.', '/');
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (hook.call() == null) {
        callAdvice();
        if (hook.replaces()) {
          super.visitVarInsn(Opcodes.ASTORE, hook.values().get(0).slot());
        }
      }
    }

    @Override
    public void visitMethodInsn(
        int opcode, String type, String name, String descriptor, boolean isInterface) {
      if (name.equals(hook.call())
          && descriptor.startsWith("()")
          && hook.receiver().equals("L" + type + ";")) {
        super.visitInsn(Opcodes.DUP);
        callAdvice();
      }
      super.visitMethodInsn(opcode, type, name, descriptor, isInterface);
    }

    private void callAdvice() {
      for (Hook.Value value : hook.values()) {
        if (value.field() == null) {
          super.visitVarInsn(Type.getType(value.type()).getOpcode(Opcodes.ILOAD), value.slot());
        } else {
          super.visitVarInsn(Opcodes.ALOAD, 0);
          super.visitFieldInsn(Opcodes.GETFIELD, owner, value.field(), value.type());
        }
      }
      DispatchedCall.write(mv, hook.advice(), hook.adviceDescriptor(), plugin);
      missing.remove(hook);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      int mostOnTop = 1 + 2 * hook.values().size();
      super.visitMaxs(maxStack + mostOnTop, maxLocals);
    }
  }
}
