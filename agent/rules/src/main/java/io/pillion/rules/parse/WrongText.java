package io.pillion.rules.parse;

/** A text cannot be what it should be. */
final class WrongText extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  /**
   * @param why to be read after the text, which is put in quotes
   */
  WrongText(String text, String why) {
    super("\"" + text + "\" " + why);
  }
}
