package io.pillion.rules.record;

/** A source gave nothing that can be recorded. Cheap: it may happen at every call. */
final class NoValue extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoValue(String message) {
    super(message, null, false, false);
  }
}
