package io.pillion.weave;

import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** What must be known of a method before its code is written anew. */
final class MethodShape extends MethodVisitor {
  private int maxLocals;
  private int unfinished;
  private int constructorCalls;
  private int ownConstructorCall = -1;
  private boolean jumps;
  private boolean hasFrames;
  private boolean hasSubroutines;

  private MethodShape() {
    super(WovenClass.API);
  }

  /** By name and descriptor. */
  static Map<String, MethodShape> all(ClassReader reader) {
    Map<String, MethodShape> shapes = new HashMap<>();
    reader.accept(
        new ClassVisitor(WovenClass.API) {
          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] exceptions) {
            MethodShape shape = new MethodShape();
            shapes.put(name + descriptor, shape);
            return shape;
          }
        },
        ClassReader.SKIP_DEBUG);
    return shapes;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.NEW) {
      unfinished++;
    }
  }

  /**
   * Of the calls of constructors, {@code super(…)} or {@code this(…)} is that which finishes no
   * object that the constructor has begun by {@code new}.
   */
  @Override
  public void visitMethodInsn(
      int opcode, String type, String method, String types, boolean isInterface) {
    if (opcode != Opcodes.INVOKESPECIAL || !method.equals("<init>")) {
      return;
    }
    if (unfinished > 0) {
      unfinished--;
    } else {
      ownConstructorCall = constructorCalls;
    }
    constructorCalls++;
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    jumps = true;
    hasSubroutines |= opcode == Opcodes.JSR;
  }

  @Override
  public void visitFrame(int type, int count, Object[] own, int onStack, Object[] stack) {
    hasFrames = true;
  }

  @Override
  public void visitMaxs(int maxStack, int locals) {
    maxLocals = locals;
  }

  int maxLocals() {
    return maxLocals;
  }

  /** Which of the calls of constructors in a constructor, from 0, makes {@code this} an object. */
  int ownConstructorCall() {
    return ownConstructorCall;
  }

  /** Java 7 demands frames where code branches, and has no subroutines (JVMS 4.10.1, 4.9.1). */
  boolean mayBeOfJava7() {
    return (hasFrames || !jumps) && !hasSubroutines;
  }
}
