package io.pillion.cli;

/** A command was not done; the message says why, in words for the user. */
final class CommandException extends Exception {
  private static final long serialVersionUID = 1;

  /** The exit code of a command that could not be done. */
  static final int FAILED = 1;

  /** The exit code for wrong arguments. */
  static final int USAGE = 2;

  private final int exitCode;

  private CommandException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  static CommandException failed(String message) {
    return new CommandException(FAILED, message);
  }

  static CommandException usage(String message) {
    return new CommandException(USAGE, message);
  }

  int exitCode() {
    return exitCode;
  }
}
