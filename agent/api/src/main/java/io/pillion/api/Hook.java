package io.pillion.api;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A place in a class of the server where a method of the plug-in's advice is called. Names are
 * binary ({@code io.undertow.server.Connectors}), descriptors and types those of the JVM (JVMS
 * 4.3): the classes themselves cannot be seen from here.
 */
public final class Hook {
  /** Something that is at hand at the place, given to the advice. */
  public static final class Value {
    private final int slot;
    private final String field;
    private final String type;

    private Value(int slot, String field, String type) {
      this.slot = slot;
      this.field = field;
      this.type = type;
    }

    /** The local variable in a slot: this is 0, parameters follow, a long or double takes two. */
    public static Value local(int slot, String type) {
      return new Value(slot, null, type);
    }

    /** A field of this. */
    public static Value field(String name, String type) {
      return new Value(0, name, type);
    }

    public int slot() {
      return slot;
    }

    /** The field's name, or null for a local variable. */
    public String field() {
      return field;
    }

    /** The type's descriptor. */
    public String type() {
      return type;
    }
  }

  private final String className;
  private final String method;
  private final String descriptor;
  private final String call;
  private final String receiver;
  private final String advice;
  private final String result;
  private final List<Value> values;

  private Hook(
      String className,
      String method,
      String descriptor,
      String call,
      String receiver,
      String advice,
      String result,
      Value[] values) {
    this.className = className;
    this.method = method;
    this.descriptor = descriptor;
    this.call = call;
    this.receiver = receiver;
    this.advice = advice;
    this.result = result;
    this.values = Collections.unmodifiableList(Arrays.asList(values));
  }

  /** Calls the advice with the values when the method is entered. */
  public static Hook atEntry(
      String className, String method, String descriptor, String advice, Value... values) {
    return new Hook(className, method, descriptor, null, null, advice, "V", values);
  }

  /**
   * As {@link #atEntry}; what the advice returns takes the place of the first value, which must be
   * a local variable.
   */
  public static Hook replacingAtEntry(
      String className, String method, String descriptor, String advice, Value... values) {
    return new Hook(className, method, descriptor, null, null, advice, values[0].type(), values);
  }

  /**
   * Calls the advice just before the method calls another one without arguments: with the object
   * that it is called on, then the values.
   *
   * @param call the name of the method called
   * @param receiver the class that it is called on
   */
  public static Hook beforeCall(
      String className,
      String method,
      String descriptor,
      String call,
      String receiver,
      String advice,
      Value... values) {
    return new Hook(className, method, descriptor, call, receiver, advice, "V", values);
  }

  public String className() {
    return className;
  }

  public String method() {
    return method;
  }

  public String descriptor() {
    return descriptor;
  }

  /** The call that the advice comes before, or null at a method's entry. */
  public String call() {
    return call;
  }

  /** The descriptor of the type that {@link #call} is called on, or null at a method's entry. */
  public String receiver() {
    return receiver;
  }

  /** The name of the method of the plug-in's advice to call. */
  public String advice() {
    return advice;
  }

  /** The descriptor of what the advice takes and returns. */
  public String adviceDescriptor() {
    StringBuilder types = new StringBuilder("(");
    if (receiver != null) {
      types.append(receiver);
    }
    for (Value value : values) {
      types.append(value.type());
    }
    return types.append(')').append(result).toString();
  }

  public boolean replaces() {
    return !result.equals("V");
  }

  public List<Value> values() {
    return values;
  }

  @Override
  public String toString() {
    return className + "." + method + descriptor + (call == null ? "" : " at its call of " + call);
  }
}
