package io.pillion.export.http;

/** Makes requests for tests of what answers them. */
public final class Requests {
  private Requests() {}

  /** A {@code GET} with one header besides {@code Host}. */
  public static Request get(String target, String header, String value) throws Exception {
    return Request.parse("GET " + target + " HTTP/1.1\r\nHost: a\r\n" + header + ": " + value);
  }
}
