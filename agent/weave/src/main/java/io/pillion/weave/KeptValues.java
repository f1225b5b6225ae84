package io.pillion.weave;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.Value;
import io.pillion.api.Value.Source;
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
final class KeptValues {
  /** One variable. */
  private static final class Local {
    final Value value;
    final Type type;
    final int slot;

    Local(Value value, Type type, int slot) {
      this.value = value;
      this.type = type;
      this.slot = slot;
    }
  }

  private final Value self;
  private final int ownLocals;
  private final List<Local> locals = new ArrayList<>();
  private int end;

  /**
   * @param owner the class that has the method
   * @param ownLocals how many slots the method has
   */
  KeptValues(String owner, int ownLocals, List<WovenCall> calls) {
    this.self = Value.self("L" + owner + ";");
    this.ownLocals = ownLocals;
    this.end = ownLocals;
    for (WovenCall call : calls) {
      Hook hook = call.hook();
      if (hook.place() == Place.EXIT || hook.place() == Place.THROW) {
        hook.values().forEach(this::add);
      }
    }
  }

  private void add(Value value) {
    Source source = value.source();
    if (source == Source.THIS || source == Source.FIELD) {
      keep(self); // whatever wider type the advice takes
    } else if (source == Source.ARGUMENT || source == Source.ENTRY_NANOS) {
      keep(value);
    }
  }

  private void keep(Value value) {
    if (find(value) == null) {
      Local local = new Local(value, Type.getType(value.type()), end);
      locals.add(local);
      end += local.type.getSize();
    }
  }

  private Local find(Value value) {
    for (Local local : locals) {
      if (local.value.isSame(value)) {
        return local;
      }
    }
    return null;
  }

  /**
   * Stores everything that is known when the method begins.
   *
   * @param slots of the method's arguments
   */
  void storeAtEntry(MethodVisitor code, int[] slots) {
    for (Local local : locals) {
      if (local.value.source() == Source.ENTRY_NANOS) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/System", "nanoTime", "()J", false);
        code.visitVarInsn(Opcodes.LSTORE, local.slot);
      } else if (local.value.source() == Source.ARGUMENT) {
        code.visitVarInsn(local.type.getOpcode(Opcodes.ILOAD), slots[local.value.argument()]);
        code.visitVarInsn(local.type.getOpcode(Opcodes.ISTORE), local.slot);
      }
    }
  }

  /** Stores {@code this}, which in a constructor is no object before {@code super(…)} returns. */
  void storeThis(MethodVisitor code) {
    for (Local local : locals) {
      if (local.value.source() == Source.THIS) {
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitVarInsn(Opcodes.ASTORE, local.slot);
      }
    }
  }

  /** Loads a value that was kept; of a field, the object that has it. */
  void load(Value value, MethodVisitor code) {
    Local local = find(value.source() == Source.FIELD ? self : value);
    code.visitVarInsn(local.type.getOpcode(Opcodes.ILOAD), local.slot);
  }

  /**
   * The method's own locals in a stack map frame, and these behind them.
   *
   * @param hasThis false in a constructor before {@code super(…)} returns
   */
  Object[] frame(Object[] own, int count, boolean hasThis) {
    List<Object> frame = new ArrayList<>(Arrays.asList(own).subList(0, count));
    if (!locals.isEmpty()) {
      int slots = 0;
      for (Object type : frame) {
        slots += type.equals(Opcodes.LONG) || type.equals(Opcodes.DOUBLE) ? 2 : 1;
      }
      for (; slots < ownLocals; slots++) {
        frame.add(Opcodes.TOP);
      }
    }
    for (Local local : locals) {
      boolean unset = local.value.source() == Source.THIS && !hasThis;
      frame.add(unset ? Opcodes.TOP : verification(local.type));
    }
    return frame.toArray();
  }

  /** The locals in a frame when a method begins that is no constructor (JVMS 4.10.1.6). */
  static Object[] atEntry(String owner, boolean isStatic, Type[] arguments) {
    List<Object> frame = new ArrayList<>();
    if (!isStatic) {
      frame.add(owner);
    }
    for (Type argument : arguments) {
      frame.add(verification(argument));
    }
    return frame.toArray();
  }

  /** A type as frames tell it. */
  static Object verification(Type type) {
    if (type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY) {
      return type.getInternalName();
    }
    return type.getSort() == Type.LONG
        ? Opcodes.LONG
        : type.getSort() == Type.DOUBLE
            ? Opcodes.DOUBLE
            : type.getSort() == Type.FLOAT ? Opcodes.FLOAT : Opcodes.INTEGER;
  }

  /** How many slots the method needs with these. */
  int end() {
    return end;
  }
}
