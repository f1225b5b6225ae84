package io.pillion.api;

/** Other names for the classes of some packages. */
public final class Renaming {
  static final Renaming NONE = new Renaming("", "", null);

  private final String from;
  private final String to;
  private final Renaming before;

  private Renaming(String from, String to, Renaming before) {
    this.from = from;
    this.to = to;
    this.before = before;
  }

  /**
   * This renaming, and then another of what it gives.
   *
   * @param from the beginning of a class's name, such as {@code javax.servlet.}
   */
  Renaming and(String from, String to) {
    return new Renaming(from, to, this);
  }

  public boolean isNone() {
    return before == null;
  }

  /** A class's name, or text that begins with it, with dots. */
  public String of(String name) {
    return isNone() ? name : begin(before.of(name), from, to);
  }

  /** A class's internal name, with slashes (JVMS 4.2.1), or a resource's. */
  public String ofInternal(String name) {
    return isNone() ? name : begin(before.ofInternal(name), slashed(from), slashed(to));
  }

  /** A descriptor of a field or a method (JVMS 4.3). */
  public String ofDescriptor(String descriptor) {
    return isNone()
        ? descriptor
        : before.ofDescriptor(descriptor).replace("L" + slashed(from), "L" + slashed(to));
  }

  @Override
  public String toString() {
    return isNone() ? "" : before + " " + from + ">" + to;
  }

  private static String begin(String name, String from, String to) {
    return name.startsWith(from) ? to + name.substring(from.length()) : name;
  }

  private static String slashed(String name) {
    return name.replace('.', '/');
  }
}
