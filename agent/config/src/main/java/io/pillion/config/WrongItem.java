package io.pillion.config;

/** Of several values that make up a setting, one is wrong. */
final class WrongItem extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final int item;

  /**
   * @param item its index
   */
  WrongItem(int item, String message) {
    super(message);
    this.item = item;
  }

  int item() {
    return item;
  }
}
