package io.helidon.http;

public class HttpException extends RuntimeException {
  private static final long serialVersionUID = 1;

  HttpException() {}

  public final Status status() {
    return null;
  }
}
