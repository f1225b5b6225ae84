package io.pillion.rules.select;

import io.pillion.rules.parse.Rule;
import io.pillion.rules.parse.Source;
import java.util.HashSet;
import java.util.Set;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** A first reading of a method. */
public final class MethodScan extends MethodVisitor {
  private final String owner;
  private final int access;
  private final String name;
  private final String descriptor;
  private final Set<String> annotations = new HashSet<>();
  private int unfinished;
  private int ownConstructorCalls;
  private boolean delegates;
  private boolean callsSame;

  MethodScan(String owner, int access, String name, String descriptor) {
    super(ClassScan.API);
    this.owner = owner;
    this.access = access;
    this.name = name;
    this.descriptor = descriptor;
  }

  @Override
  public AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
    annotations.add(annotation);
    return null;
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    if (opcode == Opcodes.NEW) {
      unfinished++;
    }
  }

  /**
   * The call of {@code super(…)} or {@code this(…)} is the one that finishes no object that the
   * constructor has begun by {@code new}.
   */
  @Override
  public void visitMethodInsn(
      int opcode, String type, String method, String types, boolean isInterface) {
    if (opcode == Opcodes.INVOKESPECIAL && method.equals(name) && types.equals(descriptor)) {
      callsSame = true;
    }
    if (opcode != Opcodes.INVOKESPECIAL || !method.equals("<init>")) {
      return;
    }
    if (unfinished > 0) {
      unfinished--;
    } else {
      ownConstructorCalls++;
      delegates = type.equals(owner);
    }
  }

  public String key() {
    return name + descriptor;
  }

  /** The class, with slashes. */
  public String owner() {
    return owner;
  }

  public String name() {
    return name;
  }

  public String descriptor() {
    return descriptor;
  }

  public boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  /** Made by the compiler, to call the one that the programmer wrote. */
  boolean isBridge() {
    return (access & Opcodes.ACC_BRIDGE) != 0;
  }

  /**
   * Made by the compiler, of a public class whose superclass is not public: all that it does is to
   * call the superclass's method, so that the class can be said to inherit it.
   */
  boolean isPassedOn() {
    return isBridge() && callsSame;
  }

  /** A call of it on an object of a subclass can be told by the object. */
  boolean isInheritable() {
    return hasBody()
        && !isBridge()
        && !name.startsWith("<")
        && (access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0;
  }

  public boolean hasBody() {
    return (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
  }

  public boolean isConstructor() {
    return name.equals("<init>");
  }

  boolean hasAnnotation(String type) {
    return annotations.contains(type);
  }

  /** A constructor that calls another one of its class: the object is made by that one. */
  boolean delegates() {
    return isConstructor() && delegates;
  }

  /** The object is made at one place, as compilers of Java write it. */
  boolean isPlain() {
    return !isConstructor() || ownConstructorCalls == 1;
  }

  /** As a user would write it. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(owner.replace('/', '.')).append('.').append(name);
    text.append('(');
    String comma = "";
    for (Type type : Type.getArgumentTypes(descriptor)) {
      text.append(comma).append(type.getClassName());
      comma = ", ";
    }
    return text.append(')').toString();
  }

  /** Why a rule that names this method cannot be applied to it, or null if it can. */
  String misfit(Rule rule) {
    if (!hasBody()) {
      return "has no body";
    }
    if (!isPlain()) {
      return "calls super(…) at more than one place";
    }
    for (boolean threw : new boolean[] {false, true}) {
      for (Source source : rule.needs(threw)) {
        String absent = absence(source);
        if (absent != null) {
          return absent;
        }
      }
    }
    return null;
  }

  private String absence(Source source) {
    switch (source.given()) {
      case ARGUMENT:
        int count = Type.getArgumentTypes(descriptor).length;
        return source.argument() < count ? null : "has no " + source + ", it takes " + count;
      case THIS:
        return isStatic() ? "is static, it has no this" : null;
      case RETURN:
        return Type.getReturnType(descriptor).getSort() == Type.VOID ? "returns nothing" : null;
      default:
        return null;
    }
  }
}
