package io.pillion.weave;

import io.pillion.api.Guard;
import io.pillion.api.Hook;
import io.pillion.api.Variant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes a guard around each method of an advice class that a hook calls, so that nobody writes it
 * by hand: what the method throws goes to a {@link Guard} in a field that is added for it, and the
 * app goes on as if the hook were not there. Made of method handles instead, the same would have a
 * cold JVM write 20 classes before the first request.
 */
final class GuardedAdvice extends ClassVisitor {
  private static final String GUARD = Type.getInternalName(Guard.class);
  private static final String PREFIX = "guard$";

  private final Set<String> hooks = new HashSet<>();
  private String owner;

  private GuardedAdvice(ClassVisitor next, Variant variant) {
    super(WovenClass.API, next);
    for (Hook hook : variant.hooks()) {
      hooks.add(hook.advice());
    }
  }

  static byte[] of(byte[] advice, Variant variant) {
    ClassReader reader = new ClassReader(advice);
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new GuardedAdvice(writer, variant), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  /** Gives the guards to an advice class that was made so; before any of its methods is called. */
  static void arm(Class<?> advice, Variant variant, Function<String, Guard> guards)
      throws IllegalAccessException {
    for (Hook hook : variant.hooks()) {
      try {
        advice.getField(PREFIX + hook.advice()).set(null, guards.apply(hook.advice()));
      } catch (NoSuchFieldException e) {
        throw new IllegalStateException(
            "there is no public static method " + hook.advice() + " in " + advice.getName(), e);
      }
    }
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String parent, String[] interfaces) {
    owner = name;
    super.visit(version, access, name, signature, parent, interfaces);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
    int publicStatic = Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC;
    if (!hooks.contains(name) || (access & publicStatic) != publicStatic) {
      return next;
    }
    super.visitField(publicStatic, PREFIX + name, "L" + GUARD + ";", null, null).visitEnd();
    return new GuardedMethod(next, name, descriptor);
  }

  private final class GuardedMethod extends MethodVisitor {
    private final String name;
    private final Type result;
    private final boolean givesBack;
    private final Label start = new Label();

    GuardedMethod(MethodVisitor next, String name, String descriptor) {
      super(WovenClass.API, next);
      this.name = name;
      this.result = Type.getReturnType(descriptor);
      Type[] arguments = Type.getArgumentTypes(descriptor);
      this.givesBack = arguments.length > 0 && arguments[0].equals(result);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      mv.visitLabel(start);
    }

    @Override
    public void visitInsn(int opcode) {
      if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
        loadGuard();
        mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, GUARD, "passed", "()V", false);
      }
      super.visitInsn(opcode);
    }

    private void loadGuard() {
      mv.visitFieldInsn(Opcodes.GETSTATIC, owner, PREFIX + name, "L" + GUARD + ";");
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      Label handler = new Label();
      mv.visitTryCatchBlock(start, handler, handler, null);
      mv.visitLabel(handler);
      // The first argument is not assigned by advice.
      Object[] locals = givesBack ? new Object[] {KeptValues.verification(result)} : new Object[0];
      Object[] stack = {Type.getInternalName(Throwable.class)};
      mv.visitFrame(Opcodes.F_NEW, locals.length, locals, 1, stack);
      loadGuard();
      mv.visitInsn(Opcodes.SWAP);
      mv.visitMethodInsn(
          Opcodes.INVOKEVIRTUAL, GUARD, "swallow", "(Ljava/lang/Throwable;)V", false);
      // What takes the place of the first argument is that argument; an answer is none.
      if (givesBack) {
        mv.visitVarInsn(result.getOpcode(Opcodes.ILOAD), 0);
      } else if (result.getSort() != Type.VOID) {
        mv.visitInsn(Opcodes.ACONST_NULL);
      }
      mv.visitInsn(result.getOpcode(Opcodes.IRETURN));
      super.visitMaxs(maxStack + 2, maxLocals);
    }
  }
}
