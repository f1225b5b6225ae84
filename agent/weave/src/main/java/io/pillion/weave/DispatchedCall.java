package io.pillion.weave;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** The one instruction that reaches the agent from a woven class. */
public final class DispatchedCall {
  private static final Handle LINK =
      new Handle(
          Opcodes.H_INVOKESTATIC,
          "java/lang/PillionDispatcher",
          "link",
          MethodType.methodType(
                  CallSite.class,
                  MethodHandles.Lookup.class,
                  String.class,
                  MethodType.class,
                  String.class)
              .toMethodDescriptorString(),
          false);

  private DispatchedCall() {}

  /**
   * @param advice the name of what is called, for the linker
   * @param descriptor of what it takes from the operand stack, and leaves there
   * @param whose who tells the linker what is called: a plug-in by the name of its variant, or a
   *     measurement by its id
   */
  public static void write(MethodVisitor code, String advice, String descriptor, String whose) {
    code.visitInvokeDynamicInsn(advice, descriptor, LINK, whose);
  }
}
