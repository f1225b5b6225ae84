package io.pillion.api;

/** Something that is at hand at a {@link Hook}, and given to its advice. */
public final class Value {
  /** What it is. */
  public enum Source {
    /** An argument of the method, as it was when the method was entered. */
    ARGUMENT,
    /** The object that the method is called on. */
    THIS,
    /** A field of that object. */
    FIELD,
    /** What the method returns; only where it does, and as the first of a hook's values. */
    RESULT,
    /** The exception that leaves the method; only where one does, and as the first value. */
    THROWN,
    /** {@link System#nanoTime()} when the method was entered. */
    ENTRY_NANOS
  }

  private final Source source;
  private final int argument;
  private final String field;
  private final String fieldType;
  private final String type;

  private Value(Source source, int argument, String field, String fieldType, String type) {
    this.source = source;
    this.argument = argument;
    this.field = field;
    this.fieldType = fieldType;
    this.type = type;
  }

  /**
   * @param number from 0
   * @param type its descriptor, or a wider one
   */
  public static Value argument(int number, String type) {
    return new Value(Source.ARGUMENT, number, null, null, type);
  }

  public static Value self(String type) {
    return new Value(Source.THIS, -1, null, null, type);
  }

  /**
   * @param type its descriptor
   */
  public static Value field(String name, String type) {
    return new Value(Source.FIELD, -1, name, type, type);
  }

  /**
   * The same for advice that cannot see its type.
   *
   * @param wider the descriptor of a supertype
   */
  public Value as(String wider) {
    return new Value(source, argument, field, fieldType, wider);
  }

  /** A value that its source says all of. */
  public static Value of(Source source, String type) {
    return new Value(source, -1, null, null, type);
  }

  Value renamed(Renaming names) {
    String renamedField = fieldType == null ? null : names.ofDescriptor(fieldType);
    return new Value(source, argument, field, renamedField, names.ofDescriptor(type));
  }

  public Source source() {
    return source;
  }

  /** The argument's number, from 0; -1 for another source. */
  public int argument() {
    return argument;
  }

  /** The field's name, or null for another source. */
  public String field() {
    return field;
  }

  /** The descriptor of the field as it is declared, or null for another source. */
  public String fieldType() {
    return fieldType;
  }

  /** The descriptor of the type that the advice gets. */
  public String type() {
    return type;
  }

  /** Whether both are the same thing, perhaps under two types. */
  public boolean isSame(Value other) {
    return source == other.source
        && argument == other.argument
        && (field == null ? other.field == null : field.equals(other.field));
  }
}
