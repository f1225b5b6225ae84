package io.helidon.http;

public class RequestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  RequestException() {}

  public Status status() {
    return null;
  }
}
