package io.pillion.export.http;

/** A request that cannot be read. Its connection is answered once and then closed. */
final class BadRequest extends Exception {
  private static final long serialVersionUID = 1L;

  private final int status;

  /**
   * @param status 400 to 499, or 505
   * @param message what was wrong and what is allowed, without any text of the client's
   */
  BadRequest(int status, String message) {
    super(message, null, false, false); // no stack trace: whoever connects could ask for many
    this.status = status;
  }

  int status() {
    return status;
  }
}
