package io.pillion.testapp;

/**
 * Mains that end at once: {@code return}, {@code exit}, {@code throw}; {@code worker} does later.
 */
public final class Endings {
  private Endings() {}

  public static void main(String[] args) {
    switch (args[0]) {
      case "return":
        break;
      case "exit":
        System.exit(3);
        break;
      case "throw":
        throw new IllegalStateException("on purpose");
      case "worker":
        new Thread(Endings::untilInputEnds, "worker").start();
        break;
      default:
        throw new IllegalArgumentException(args[0]);
    }
  }

  private static void untilInputEnds() {
    try {
      while (System.in.read() >= 0) {
        // until the test closes the pipe
      }
    } catch (java.io.IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
