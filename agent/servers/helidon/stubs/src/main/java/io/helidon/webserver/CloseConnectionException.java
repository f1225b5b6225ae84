package io.helidon.webserver;

public class CloseConnectionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CloseConnectionException() {}
}
