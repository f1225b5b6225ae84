package io.pillion.weave;

import io.pillion.api.Hook;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;

/** Counts the woven calls of one hook in a class file. */
final class WovenPlaces extends ClassVisitor {
  private final Hook hook;
  private int count;

  private WovenPlaces(Hook hook) {
    super(WovenClass.API);
    this.hook = hook;
  }

  static int count(byte[] woven, Hook hook) {
    WovenPlaces places = new WovenPlaces(hook);
    new ClassReader(woven).accept(places, ClassReader.SKIP_DEBUG);
    return places.count;
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    if (!name.equals(hook.method()) || !descriptor.equals(hook.descriptor())) {
      return null;
    }
    return new MethodVisitor(WovenClass.API) {
      @Override
      public void visitInvokeDynamicInsn(
          String advice, String type, Handle bootstrap, Object... arguments) {
        if (bootstrap.getOwner().equals("java/lang/PillionDispatcher")
            && advice.equals(hook.advice())) {
          count++;
        }
      }
    };
  }
}
