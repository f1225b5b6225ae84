package io.pillion.config;

/** TCP ports of which the first free one is taken; 0 to 0 stands for any free port. */
public final class PortRange {
  private final int first;
  private final int last;

  private PortRange(int first, int last) {
    this.first = first;
    this.last = last;
  }

  static PortRange parse(String text) {
    int dash = text.indexOf('-', 1);
    int first = port(dash < 0 ? text : text.substring(0, dash).trim());
    int last = dash < 0 ? first : port(text.substring(dash + 1).trim());
    if (first > last || (dash > 0 && first == 0)) {
      throw new IllegalArgumentException("not a range of ports");
    }
    return new PortRange(first, last);
  }

  private static int port(String text) {
    int port;
    try {
      port = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a number", e);
    }
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("not a port");
    }
    return port;
  }

  public int first() {
    return first;
  }

  public int last() {
    return last;
  }

  @Override
  public String toString() {
    return first == last ? String.valueOf(first) : first + "-" + last;
  }
}
