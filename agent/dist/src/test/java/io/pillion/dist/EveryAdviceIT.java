package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.Hook;
import io.pillion.api.Plugin;
import io.pillion.api.Renaming;
import io.pillion.api.Variant;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the compiler cannot hold advice to: the agent calls it by names and descriptors, and writes
 * a guard around it. Read from the class files, without the libraries that they refer to.
 */
class EveryAdviceIT {
  /** One method of an advice class. */
  private record Method(String name, String descriptor, int access, List<String> assigned) {
    boolean is(int flags) {
      return (access & flags) == flags;
    }
  }

  static List<Plugin> plugins() {
    return ServiceLoader.load(Plugin.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  private static ClassReader read(String advice) throws IOException {
    String file = advice.replace('.', '/') + ".class";
    try (InputStream in = EveryAdviceIT.class.getClassLoader().getResourceAsStream(file)) {
      assertThat(in).as("the class file of " + advice).isNotNull();
      return new ClassReader(in.readAllBytes());
    }
  }

  /** As it is once its class file is renamed. */
  private static List<Method> methods(Variant variant) throws IOException {
    Renaming names = variant.renaming();
    List<Method> methods = new ArrayList<>();
    read(variant.advice())
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String descriptor, String signature, String[] thrown) {
                List<String> assigned = new ArrayList<>();
                methods.add(new Method(name, names.ofDescriptor(descriptor), access, assigned));
                return new FirstVariable(assigned);
              }
            },
            0);
    return methods;
  }

  /** Sees what is stored in the first local variable. */
  private static final class FirstVariable extends MethodVisitor {
    private final List<String> assigned;
    private int line;

    FirstVariable(List<String> assigned) {
      super(Opcodes.ASM9);
      this.assigned = assigned;
    }

    @Override
    public void visitLineNumber(int number, Label start) {
      line = number;
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      if (variable == 0 && opcode >= Opcodes.ISTORE && opcode <= Opcodes.ASTORE) {
        assigned.add("in line " + line);
      }
    }

    @Override
    public void visitIincInsn(int variable, int increment) {
      if (variable == 0) {
        assigned.add("in line " + line);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void itsClassCanBeMadeByTheAgent(Plugin plugin) throws Exception {
    for (Variant variant : plugin.variants()) {
      assertThat(read(variant.advice()).getAccess() & Opcodes.ACC_PUBLIC)
          .as(variant.advice() + " is public")
          .isNotZero();
      assertThat(methods(variant))
          .as(variant.advice() + " has a public constructor that takes Watched")
          .anyMatch(
              method ->
                  method.name().equals("<init>")
                      && method.descriptor().equals("(Lio/pillion/api/Watched;)V")
                      && method.is(Opcodes.ACC_PUBLIC));
    }
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void eachHookHasItsOneMethodWithTypesOfTheLibraryOnly(Plugin plugin) throws Exception {
    for (Variant variant : plugin.variants()) {
      List<Method> methods = methods(variant);
      for (Hook hook : variant.hooks()) {
        assertThat(methods)
            .filteredOn(method -> method.name().equals(hook.advice()))
            .as(variant.advice() + "." + hook.advice())
            .singleElement()
            .matches(method -> method.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC), "public static")
            .extracting(Method::descriptor)
            .isEqualTo(hook.adviceDescriptor())
            .asString()
            .doesNotContain("io/pillion/");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void itsFirstArgumentIsNotAssignedBecauseAGuardGivesItBack(Plugin plugin) throws Exception {
    for (Variant variant : plugin.variants()) {
      assertThat(methods(variant))
          .filteredOn(method -> method.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC))
          .isNotEmpty()
          .allSatisfy(method -> assertThat(method.assigned()).as(method.name()).isEmpty());
    }
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void nothingOfItIsPublicThatNoHookCalls(Plugin plugin) throws Exception {
    Set<String> called = new TreeSet<>();
    Set<String> there = new TreeSet<>();
    for (Variant variant : plugin.variants()) {
      variant.hooks().forEach(hook -> called.add(hook.advice()));
      methods(variant).stream()
          .filter(method -> method.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC))
          .forEach(method -> there.add(method.name()));
    }
    assertThat(there).isEqualTo(called);
  }
}
