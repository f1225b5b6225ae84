package io.pillion.testapp;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Methods of every kind. */
public class Till {
  /** What a till is called. */
  static final class Name {
    private final String text;

    Name(String text) {
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  private final Name name;
  private long total;

  public Till() {
    this("till");
  }

  public Till(String name) {
    this.name = name.isEmpty() ? null : new Name(name);
  }

  Name name() {
    return name;
  }

  /** Writes over its parameters, as methods do. */
  public long sell(String kind, int amount) {
    kind = kind.toUpperCase(Locale.ROOT);
    for (; amount > 0; amount--) {
      total++;
    }
    return kind.isEmpty() ? 0 : total;
  }

  static double half(double number) {
    return number / 2;
  }

  private boolean check(boolean good) {
    return good;
  }

  boolean checked(boolean good) {
    return check(good);
  }

  void add(int count) {
    total += count;
  }

  void add(String text) {
    total += text.length();
  }

  int depth(int levels) {
    return levels == 0 ? 0 : 1 + depth(levels - 1);
  }

  long fail(String how) throws IOException {
    try {
      switch (how) {
        case "io":
          throw new IOException(how);
        case "file":
          throw new java.io.FileNotFoundException(how);
        case "state":
          throw new IllegalStateException(how);
        default:
          return total;
      }
    } finally {
      total++;
    }
  }

  synchronized void locked(boolean fails) {
    if (fails) {
      throw new IllegalStateException("locked");
    }
  }

  /** What it gives back adds when it is called. */
  Callable<Long> later(int count) {
    return () -> {
      total += count;
      return total;
    };
  }

  @Counted
  void noted() {
    total++;
  }

  String broken() {
    throw new UnsupportedOperationException("broken");
  }

  String absent() {
    return null;
  }
}
