package io.helidon.http;

public class Status {
  Status() {}

  public int code() {
    return 0;
  }
}
