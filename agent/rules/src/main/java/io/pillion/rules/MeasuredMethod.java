package io.pillion.rules;

import io.pillion.rules.Source.Given;
import io.pillion.weave.DispatchedCall;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes one call for each rule before each return, and for rules about exceptions one handler
 * behind the method's code that calls and throws on. Stack map frames are extended by hand: having
 * them computed would load classes of the app's in the midst of loading another.
 */
final class MeasuredMethod extends MethodVisitor {
  private static final String THROWABLE = "java/lang/Throwable";

  private final MethodScan method;
  private final List<MeasuredCall> calls;
  private final Locals locals;
  private final Label start = new Label();
  private int constructorCalls;
  private boolean hasThis;
  private int mostOnStack;

  MeasuredMethod(MethodVisitor next, MethodScan method, List<MeasuredCall> calls) {
    super(ClassScan.API, next);
    this.method = method;
    this.calls = calls;
    this.locals = new Locals(method, calls);
  }

  @Override
  public void visitCode() {
    super.visitCode();
    locals.storeAtEntry(mv);
    if (!method.isConstructor()) {
      begin();
    }
  }

  private void begin() {
    hasThis = true;
    if (!method.isStatic()) {
      locals.storeThis(mv);
    }
    mv.visitLabel(start);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String type, String name, String descriptor, boolean isInterface) {
    super.visitMethodInsn(opcode, type, name, descriptor, isInterface);
    if (method.isConstructor() && opcode == Opcodes.INVOKESPECIAL && name.equals("<init>")) {
      if (constructorCalls == method.ownConstructorCall()) {
        begin();
      }
      constructorCalls++;
    }
  }

  @Override
  public void visitFrame(int type, int count, Object[] own, int onStack, Object[] stack) {
    if (hasThis && count > 0 && own[0].equals(Opcodes.UNINITIALIZED_THIS)) {
      throw new IllegalStateException(method + " does not call super(…) in the order of its code");
    }
    Object[] all = locals.frame(own, count, hasThis);
    super.visitFrame(Opcodes.F_NEW, all.length, all, onStack, stack);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      write(false);
    }
    super.visitInsn(opcode);
  }

  private void write(boolean threw) {
    for (MeasuredCall call : calls) {
      if (call.isMadeWhen(threw)) {
        write(call, threw);
      }
    }
  }

  private void write(MeasuredCall call, boolean threw) {
    StringBuilder descriptor = new StringBuilder("(");
    int size = 0;
    for (Source source : call.needs(threw)) {
      Type type = Locals.type(source, method);
      if (source.given() == Given.RETURN || source.given() == Given.THROWN) {
        mv.visitInsn(type.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
      } else {
        locals.load(source, mv);
      }
      descriptor.append(type.getDescriptor());
      size += type.getSize();
    }
    mostOnStack = Math.max(mostOnStack, size);
    DispatchedCall.write(
        mv, call.advice(threw), descriptor.append(")V").toString(), call.measurement().id());
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    if (calls.stream().anyMatch(call -> call.isMadeWhen(true))) {
      writeHandler();
    }
    super.visitMaxs(Math.max(maxStack, 2) + mostOnStack, locals.end());
  }

  private void writeHandler() {
    Label handler = new Label();
    mv.visitTryCatchBlock(start, handler, handler, null);
    mv.visitLabel(handler);
    Object[] all = locals.frame(new Object[0], 0, true);
    mv.visitFrame(Opcodes.F_NEW, all.length, all, 1, new Object[] {THROWABLE});
    write(true);
    mv.visitInsn(Opcodes.ATHROW);
  }
}
