package io.pillion.api;

/** Other names for the classes of some packages. */
public final class Renaming {
  static final Renaming NONE = new Renaming("", "");

  private final String from;
  private final String to;

  /**
   * @param from the beginning of a class's name, such as {@code javax.servlet.}; empty for none
   */
  Renaming(String from, String to) {
    this.from = from;
    this.to = to;
  }

  public boolean isNone() {
    return from.isEmpty();
  }

  /** A class's name, or text that begins with it, with dots. */
  public String of(String name) {
    return !isNone() && name.startsWith(from) ? to + name.substring(from.length()) : name;
  }

  /** A class's internal name, with slashes (JVMS 4.2.1). */
  public String ofInternal(String name) {
    return of(name.replace('/', '.')).replace('.', '/');
  }

  /** A descriptor of a field or a method (JVMS 4.3). */
  public String ofDescriptor(String descriptor) {
    return isNone()
        ? descriptor
        : descriptor.replace("L" + from.replace('.', '/'), "L" + to.replace('.', '/'));
  }
}
