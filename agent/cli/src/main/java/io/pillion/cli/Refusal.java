package io.pillion.cli;

/** Why what the user asked for is not done, in words for the user. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  /** It could not be done. */
  static final int FAILED = 1;

  /** The arguments mean nothing. */
  static final int USAGE = 2;

  private final int exitCode;

  private Refusal(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static Refusal failed(String message) {
    return new Refusal(FAILED, message);
  }

  static Refusal usage(String message) {
    return new Refusal(USAGE, message);
  }

  int exitCode() {
    return exitCode;
  }
}
