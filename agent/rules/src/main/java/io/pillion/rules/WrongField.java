package io.pillion.rules;

import io.pillion.config.Declared;

/** Something in a rule is wrong by itself; the message says where. */
final class WrongField extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  WrongField(Declared at, String key, String text) {
    super(at.place() + key + ": " + text);
  }
}
