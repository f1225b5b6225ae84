package io.pillion.rules.parse;

/**
 * Which classes: one of a name, or those of a supertype, or those with an annotation on themselves
 * or on a method; where several are given, all of them must fit. Names are binary: {@code
 * io.shop.Order$Line}.
 */
public final class ClassFilter {
  private final String name;
  private final String supertype;
  private final String annotation;

  /**
   * @param name the class, or null for any
   * @param supertype a class or interface that it is or inherits, or null for any
   * @param annotation an annotation of the class or of its methods, or null for none
   */
  ClassFilter(String name, String supertype, String annotation) {
    if (name == null && supertype == null && annotation == null) {
      throw new IllegalArgumentException("no class is named");
    }
    this.name = internal(name);
    this.supertype = internal(supertype);
    this.annotation = annotation == null ? null : "L" + internal(annotation) + ";";
  }

  private static String internal(String className) {
    return className == null ? null : className.replace('.', '/');
  }

  /** With slashes, or null for any. */
  public String name() {
    return name;
  }

  /** With slashes, or null for any. */
  public String supertype() {
    return supertype;
  }

  /** A type descriptor, or null for none. */
  public String annotation() {
    return annotation;
  }

  /** A class of this name or, as is asked for, below this supertype; annotations are not seen. */
  public boolean includes(Class<?> type) {
    return (name == null || inherits(type, name.replace('/', '.')))
        && (supertype == null || inherits(type, supertype.replace('/', '.')));
  }

  /** The class is, extends or implements one of that name. */
  public static boolean inherits(Class<?> type, String supertype) {
    if (type.getName().equals(supertype)) {
      return true;
    }
    for (Class<?> implemented : type.getInterfaces()) {
      if (inherits(implemented, supertype)) {
        return true;
      }
    }
    return type.getSuperclass() != null && inherits(type.getSuperclass(), supertype);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    append(text, "class ", name);
    append(text, "subtype of ", supertype);
    append(
        text, "annotated ", annotation == null ? null : annotation.substring(1).replace(";", ""));
    return text.toString();
  }

  private static void append(StringBuilder text, String what, String className) {
    if (className != null) {
      text.append(text.length() == 0 ? "" : ", ").append(what).append(className.replace('/', '.'));
    }
  }
}
