package io.pillion.rules;

import io.pillion.rules.Source.Given;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * The local variables that weaving adds to a method, behind those that it has. They keep what the
 * method may overwrite before it ends, or what a compiler may have declared dead by then.
 */
final class Locals {
  private static final Type OBJECT = Type.getType(Object.class);

  /** One variable. */
  private static final class Local {
    final Source source;
    final int slot;
    final Type type;

    Local(Source source, int slot, Type type) {
      this.source = source;
      this.slot = slot;
      this.type = type;
    }
  }

  private final MethodScan method;
  private final List<Local> locals = new ArrayList<>();
  private int end;

  Locals(MethodScan method, List<MeasuredCall> calls) {
    this.method = method;
    this.end = method.maxLocals();
    for (MeasuredCall call : calls) {
      call.needs(false).forEach(this::add);
      call.needs(true).forEach(this::add);
    }
  }

  private void add(Source source) {
    Given given = source.given();
    if (given == Given.RETURN
        || given == Given.THROWN
        || locals.stream().anyMatch(local -> local.source.startsAs(source))) {
      return;
    }
    Local local = new Local(source, end, type(source, method));
    locals.add(local);
    end += local.type.getSize();
  }

  /**
   * The type under which a call is given something: classes of the app's are all passed as {@code
   * Object}, so that linking the call loads none of them.
   */
  static Type type(Source source, MethodScan method) {
    switch (source.given()) {
      case DURATION:
        return Type.LONG_TYPE;
      case ARGUMENT:
        return erased(Type.getArgumentTypes(method.descriptor())[source.argument()]);
      case RETURN:
        return erased(Type.getReturnType(method.descriptor()));
      default:
        return OBJECT;
    }
  }

  private static Type erased(Type type) {
    return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY ? OBJECT : type;
  }

  /** Stores everything that is known when the method begins. */
  void storeAtEntry(MethodVisitor code) {
    for (Local local : locals) {
      if (local.source.given() == Given.DURATION) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "nanoTime", "()J", false);
        code.visitVarInsn(Opcodes.LSTORE, local.slot);
      } else if (local.source.given() == Given.ARGUMENT) {
        code.visitVarInsn(
            local.type.getOpcode(Opcodes.ILOAD), parameterSlot(local.source.argument()));
        code.visitVarInsn(local.type.getOpcode(Opcodes.ISTORE), local.slot);
      }
    }
  }

  private int parameterSlot(int argument) {
    int slot = method.isStatic() ? 0 : 1;
    Type[] types = Type.getArgumentTypes(method.descriptor());
    for (int i = 0; i < argument; i++) {
      slot += types[i].getSize();
    }
    return slot;
  }

  /** Stores {@code this}, which in a constructor is no object before {@code super(…)} returns. */
  void storeThis(MethodVisitor code) {
    for (Local local : locals) {
      if (local.source.given() == Given.THIS) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ASTORE, local.slot);
      }
    }
  }

  void load(Source source, MethodVisitor code) {
    for (Local local : locals) {
      if (local.source.startsAs(source)) {
        code.visitVarInsn(local.type.getOpcode(Opcodes.ILOAD), local.slot);
      }
    }
  }

  /**
   * The method's own locals in a stack map frame, and these behind them.
   *
   * @param hasThis false in a constructor before {@code super(…)} returns
   */
  Object[] frame(Object[] own, int count, boolean hasThis) {
    List<Object> frame = new ArrayList<>(Arrays.asList(own).subList(0, count));
    int slots = 0;
    for (Object type : frame) {
      slots += type.equals(Opcodes.LONG) || type.equals(Opcodes.DOUBLE) ? 2 : 1;
    }
    for (; slots < method.maxLocals(); slots++) {
      frame.add(Opcodes.TOP);
    }
    for (Local local : locals) {
      boolean unset = local.source.given() == Given.THIS && !hasThis;
      frame.add(unset ? Opcodes.TOP : verification(local.type));
    }
    return frame.toArray();
  }

  private static Object verification(Type type) {
    switch (type.getSort()) {
      case Type.LONG:
        return Opcodes.LONG;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.OBJECT:
        return OBJECT.getInternalName();
      default:
        return Opcodes.INTEGER;
    }
  }

  /** How many slots the method needs with these. */
  int end() {
    return end;
  }
}
