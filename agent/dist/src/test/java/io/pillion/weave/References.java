package io.pillion.weave;

import io.pillion.api.Renaming;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Resolves what a plug-in's classes refer to, all at once and as the JVM does it when each is first
 * reached: with its access checks and its loader constraints (JVMS 5.4.3).
 */
final class References {
  private final Class<?> advice;
  private final Set<String> uncalled;
  private final String plugin;
  private final ClassLoader loader;
  private final Renaming names;
  private final Deque<String> unread = new ArrayDeque<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Set<String> wrong = new TreeSet<>();

  private References(Class<?> advice, Renaming names, Set<String> uncalled) {
    this.plugin = advice.getPackageName().replace('.', '/') + "/";
    this.loader = advice.getClassLoader();
    this.names = names;
    this.advice = advice;
    this.uncalled = uncalled;
  }

  /**
   * Those of an advice class, and of the plug-in's classes that it leads to.
   *
   * @param uncalled methods of the advice that nothing calls in this release
   */
  static List<String> unresolved(Class<?> advice, Renaming names, Set<String> uncalled) {
    References references = new References(advice, names, uncalled);
    references.found(Type.getInternalName(advice));
    while (!references.unread.isEmpty()) {
      references.read(references.unread.remove());
    }
    return List.copyOf(references.wrong);
  }

  private void found(String owner) {
    if (owner.startsWith(plugin) && known.add(owner)) {
      unread.add(owner);
    }
  }

  private void read(String own) {
    String file = own + ".class";
    try (InputStream in = References.class.getClassLoader().getResourceAsStream(file)) {
      byte[] bytes = in.readAllBytes();
      if (!names.isNone()) {
        bytes = RenamedClass.of(bytes, names);
      }
      Class<?> type = Class.forName(own.replace('/', '.'), false, loader);
      var unused = type.getDeclaredConstructors(); // has the JVM verify it
      new ClassReader(bytes).accept(new Visitor(type), ClassReader.SKIP_DEBUG);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ReflectiveOperationException | LinkageError e) {
      wrong.add(own + ": " + e);
    }
  }

  private void resolve(MethodHandles.Lookup from, Handle member) {
    found(member.getOwner());
    if (member.getOwner().startsWith("[") || member.getOwner().startsWith("java/")) {
      return; // the compiler has looked, for Java 8
    }
    try {
      Class<?> owner = type(member.getOwner());
      if (member.getDesc().startsWith("(")) {
        method(from, owner, member);
      } else {
        field(from, owner, member);
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      wrong.add(from.lookupClass().getName() + " refers to " + member + ": " + e);
    }
  }

  private Class<?> type(String internalName) throws ClassNotFoundException {
    return Class.forName(internalName.replace('/', '.'), false, loader);
  }

  private void method(MethodHandles.Lookup from, Class<?> owner, Handle method)
      throws ReflectiveOperationException {
    MethodType type = MethodType.fromMethodDescriptorString(method.getDesc(), loader);
    String name = method.getName();
    if (name.equals("<init>")) {
      var unused =
          owner.getDeclaredConstructor(type.parameterArray()); // a look-up knows of no super(…)
    } else if (method.getTag() == Opcodes.H_INVOKESTATIC) {
      from.findStatic(owner, name, type);
    } else if (method.getTag() == Opcodes.H_INVOKESPECIAL) {
      from.findSpecial(owner, name, type, from.lookupClass());
    } else {
      from.findVirtual(owner, name, type);
    }
  }

  private void field(MethodHandles.Lookup from, Class<?> owner, Handle field)
      throws ReflectiveOperationException {
    Class<?> type =
        MethodType.fromMethodDescriptorString("()" + field.getDesc(), loader).returnType();
    if (field.getTag() == Opcodes.H_GETSTATIC) {
      from.findStaticGetter(owner, field.getName(), type);
    } else {
      from.findGetter(owner, field.getName(), type);
    }
  }

  private final class Visitor extends ClassVisitor {
    private final MethodHandles.Lookup from;

    Visitor(Class<?> own) throws IllegalAccessException {
      super(WovenClass.API);
      this.from = MethodHandles.privateLookupIn(own, MethodHandles.lookup());
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      if (from.lookupClass() == advice && uncalled.contains(name)) {
        return null;
      }
      return new MethodVisitor(WovenClass.API) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String name, String descriptor, boolean isInterface) {
          int tag =
              opcode == Opcodes.INVOKESTATIC
                  ? Opcodes.H_INVOKESTATIC
                  : opcode == Opcodes.INVOKESPECIAL
                      ? Opcodes.H_INVOKESPECIAL
                      : Opcodes.H_INVOKEVIRTUAL;
          resolve(from, new Handle(tag, owner, name, descriptor, isInterface));
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
          boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
          int tag = isStatic ? Opcodes.H_GETSTATIC : Opcodes.H_GETFIELD;
          resolve(from, new Handle(tag, owner, name, descriptor, false));
        }

        @Override
        public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
          for (Object argument : arguments) {
            if (argument instanceof Handle member) {
              resolve(from, member);
            }
          }
        }

        @Override
        public void visitTypeInsn(int opcode, String named) {
          found(named);
          if (!named.startsWith("[")) {
            try {
              type(named);
            } catch (ClassNotFoundException | LinkageError e) {
              wrong.add(from.lookupClass().getName() + " refers to " + named + ": " + e);
            }
          }
        }
      };
    }
  }
}
