package io.pillion.api;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A place in a class of the app's where advice is called. Names are binary ({@code
 * io.undertow.server.Connectors}), descriptors and types those of the JVM (JVMS 4.3): the classes
 * themselves cannot be seen from here.
 */
public final class Hook {
  /** Where in the method. */
  public enum Place {
    /** Before its first instruction. */
    ENTRY,
    /**
     * Before its first instruction; what the advice returns takes the place of the first value, an
     * argument.
     */
    ARGUMENT,
    /**
     * Before its first instruction; what the advice returns, if not null, is returned in the
     * method's place. The method returns an object, and of another type than the first value.
     */
    ANSWER,
    /** Before it calls another method. */
    CALL,
    /** Before it returns. */
    EXIT,
    /** When an exception leaves it; after the advice the exception leaves all the same. */
    THROW
  }

  private final Place place;
  private final String className;
  private final String method;
  private final String descriptor;
  private final String call;
  private final String receiver;
  private final String advice;
  private final boolean optional;
  private final List<Value> values;

  private Hook(
      Place place,
      String className,
      String method,
      String descriptor,
      String call,
      String receiver,
      String advice,
      boolean optional,
      List<Value> values) {
    this.place = place;
    this.className = className;
    this.method = method;
    this.descriptor = descriptor;
    this.call = call;
    this.receiver = receiver;
    this.advice = advice;
    this.optional = optional;
    this.values = values;
  }

  /**
   * Calls the advice with the values.
   *
   * @param place any but {@link Place#CALL}
   * @param method a name, {@code <init>} for a constructor
   * @param advice the name of a method of the plug-in's advice
   */
  public static Hook at(
      Place place,
      String className,
      String method,
      String descriptor,
      String advice,
      Value... values) {
    return new Hook(
        place, className, method, descriptor, null, null, advice, false, listOf(values));
  }

  /**
   * Calls the advice just before the method calls another method that has no arguments. The advice
   * gets the object that the other method is called on, then the values.
   *
   * @param call the name of the method called
   * @param receiver the descriptor of the class that it is called on
   */
  public static Hook beforeCall(
      String className,
      String method,
      String descriptor,
      String call,
      String receiver,
      String advice,
      Value... values) {
    return new Hook(
        Place.CALL, className, method, descriptor, call, receiver, advice, false, listOf(values));
  }

  private static List<Value> listOf(Value... values) {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  /** This hook, marked as one that the plug-in can do without, but for a detail. */
  public Hook optional() {
    return new Hook(place, className, method, descriptor, call, receiver, advice, true, values);
  }

  Hook renamed(Renaming names) {
    Value[] renamed = new Value[values.size()];
    for (int i = 0; i < renamed.length; i++) {
      renamed[i] = values.get(i).renamed(names);
    }
    return new Hook(
        place,
        names.of(className),
        method,
        names.ofDescriptor(descriptor),
        call,
        receiver == null ? null : names.ofDescriptor(receiver),
        advice,
        optional,
        listOf(renamed));
  }

  public Place place() {
    return place;
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

  /** The call that the advice comes before, or null at another place. */
  public String call() {
    return call;
  }

  /** The descriptor of the type that {@link #call} is called on, or null at another place. */
  public String receiver() {
    return receiver;
  }

  public String advice() {
    return advice;
  }

  public boolean isOptional() {
    return optional;
  }

  public List<Value> values() {
    return values;
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
    return types.append(')').append(result()).toString();
  }

  private String result() {
    if (place == Place.ARGUMENT) {
      return values.get(0).type();
    }
    return place == Place.ANSWER ? descriptor.substring(descriptor.indexOf(')') + 1) : "V";
  }

  @Override
  public String toString() {
    return className + "." + method + descriptor + (call == null ? "" : " at its call of " + call);
  }
}
