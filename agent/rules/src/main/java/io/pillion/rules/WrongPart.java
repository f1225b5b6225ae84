package io.pillion.rules;

/** A part of a rule does not fit the others, or is missing. */
final class WrongPart extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String key;

  WrongPart(String key, String message) {
    super(message);
    this.key = key;
  }

  /** The key that is wrong, which need not be there. */
  String key() {
    return key;
  }
}
