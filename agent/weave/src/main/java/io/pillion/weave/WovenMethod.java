package io.pillion.weave;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Value;
import io.pillion.api.Value.Source;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** Writes calls of advice into one method: into its code, and for exceptions behind it. */
final class WovenMethod extends MethodVisitor {
  private final String owner;
  private final boolean isConstructor;
  private final Type[] arguments;
  private final Type result;
  private final int[] slots;
  private final MethodShape shape;
  private final List<WovenCall> calls;
  private final List<Hook> missing;
  private final KeptValues kept;
  private final Label start = new Label();
  private int constructorCalls;
  private boolean hasThis;
  private int mostOnStack;

  /**
   * @param shape null if no call {@link #touchesFrames}
   * @param missing loses the hooks whose place is found
   */
  WovenMethod(
      MethodVisitor next,
      String owner,
      int access,
      String name,
      String descriptor,
      MethodShape shape,
      List<WovenCall> calls,
      List<Hook> missing) {
    super(WovenClass.API, next);
    this.owner = owner;
    this.isConstructor = name.equals("<init>");
    this.arguments = Type.getArgumentTypes(descriptor);
    this.result = Type.getReturnType(descriptor);
    this.slots = slots(arguments, (access & Opcodes.ACC_STATIC) != 0);
    this.shape = shape;
    this.calls = calls;
    this.missing = missing;
    this.kept = shape == null ? null : new KeptValues(owner, shape.maxLocals(), calls);
  }

  /** The slot of each argument, and behind them the first slot that is free. */
  private static int[] slots(Type[] arguments, boolean isStatic) {
    int[] slots = new int[arguments.length + 1];
    slots[0] = isStatic ? 0 : 1;
    for (int i = 0; i < arguments.length; i++) {
      slots[i + 1] = slots[i] + arguments[i].getSize();
    }
    return slots;
  }

  /** Whether a call keeps values for later, or branches: the method's frames tell of neither. */
  static boolean touchesFrames(Hook hook) {
    Place place = hook.place();
    return place == Place.EXIT || place == Place.THROW || place == Place.ANSWER;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (kept != null) {
      kept.storeAtEntry(mv, slots);
    }
    if (!isConstructor) {
      begin();
    }
    for (WovenCall call : calls) {
      Place place = call.hook().place();
      if (place == Place.ENTRY) {
        write(call);
      } else if (place == Place.ARGUMENT) {
        write(call);
        int first = call.hook().values().get(0).argument();
        super.visitVarInsn(arguments[first].getOpcode(Opcodes.ISTORE), slots[first]);
      } else if (place == Place.ANSWER) {
        writeAnswer(call);
      }
    }
  }

  private void begin() {
    hasThis = true;
    if (kept != null) {
      kept.storeThis(mv);
    }
    mv.visitLabel(start);
  }

  private void writeAnswer(WovenCall call) {
    Label goOn = new Label();
    write(call);
    mv.visitInsn(Opcodes.DUP);
    mv.visitJumpInsn(Opcodes.IFNULL, goOn);
    mv.visitInsn(Opcodes.ARETURN);
    mv.visitLabel(goOn);
    visitFrame(
        Opcodes.F_NEW,
        slots.length - 1 + slots[0],
        KeptValues.atEntry(owner, slots[0] == 0, arguments),
        1,
        new Object[] {result.getInternalName()});
    mv.visitInsn(Opcodes.POP);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String type, String name, String descriptor, boolean isInterface) {
    for (WovenCall call : calls) {
      if (name.equals(call.hook().call())
          && descriptor.startsWith("()")
          && call.hook().receiver().equals("L" + type + ";")) {
        mv.visitInsn(Opcodes.DUP);
        write(call);
      }
    }
    super.visitMethodInsn(opcode, type, name, descriptor, isInterface);
    if (isConstructor && opcode == Opcodes.INVOKESPECIAL && name.equals("<init>")) {
      if (shape != null && constructorCalls == shape.ownConstructorCall()) {
        begin();
      }
      constructorCalls++;
    }
  }

  @Override
  public void visitFrame(int type, int count, Object[] own, int onStack, Object[] stack) {
    if (kept == null) {
      super.visitFrame(type, count, own, onStack, stack);
      return;
    }
    if (hasThis && count > 0 && own[0].equals(Opcodes.UNINITIALIZED_THIS)) {
      throw new IllegalStateException(
          owner.replace('/', '.')
              + "'s constructor does not call super(…) in the order of its code");
    }
    Object[] all = kept.frame(own, count, hasThis);
    super.visitFrame(Opcodes.F_NEW, all.length, all, onStack, stack);
  }

  @Override
  public void visitInsn(int opcode) {
    if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
      writeAll(Place.EXIT);
    }
    super.visitInsn(opcode);
  }

  private void writeAll(Place place) {
    for (WovenCall call : calls) {
      if (call.hook().place() == place) {
        write(call);
      }
    }
  }

  private void write(WovenCall call) {
    Hook hook = call.hook();
    int size = 2;
    for (Value value : hook.values()) {
      Type type = Type.getType(value.type());
      if (size > 2 && isOnStack(value)) {
        throw new IllegalStateException(value.source() + " is not the first value of " + hook);
      }
      load(value, type, hook.place());
      size += type.getSize();
    }
    mostOnStack = Math.max(mostOnStack, size);
    DispatchedCall.write(mv, hook.advice(), hook.adviceDescriptor(), call.whose());
    missing.remove(hook);
  }

  private static boolean isOnStack(Value value) {
    return value.source() == Source.RESULT || value.source() == Source.THROWN;
  }

  private void load(Value value, Type type, Place place) {
    Source source = value.source();
    if (isOnStack(value)) {
      mv.visitInsn(type.getSize() == 2 ? Opcodes.DUP2 : Opcodes.DUP);
    } else if (place == Place.EXIT || place == Place.THROW) {
      kept.load(value, mv);
    } else if (source == Source.ARGUMENT) {
      mv.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slots[value.argument()]);
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
    }
    if (source == Source.FIELD) {
      mv.visitFieldInsn(Opcodes.GETFIELD, owner, value.field(), value.fieldType());
    }
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    for (WovenCall call : calls) {
      if (call.hook().place() == Place.THROW) {
        writeHandler();
        break;
      }
    }
    super.visitMaxs(maxStack + mostOnStack, kept == null ? maxLocals : kept.end());
  }

  private void writeHandler() {
    Label handler = new Label();
    mv.visitTryCatchBlock(start, handler, handler, null);
    mv.visitLabel(handler);
    Object[] all = kept.frame(new Object[0], 0, true);
    mv.visitFrame(
        Opcodes.F_NEW, all.length, all, 1, new Object[] {Type.getInternalName(Throwable.class)});
    writeAll(Place.THROW);
    mv.visitInsn(Opcodes.ATHROW);
  }
}
