package io.pillion.api;

/**
 * The values that the label {@code method} may have: the methods of RFC 9110 section 9 and PATCH
 * (RFC 5789). Whatever else a client makes up is {@link #OTHER}.
 */
public enum HttpMethod {
  GET,
  HEAD,
  POST,
  PUT,
  DELETE,
  CONNECT,
  OPTIONS,
  TRACE,
  PATCH,
  OTHER;

  /** The label's value: the method's name, or {@code _OTHER}. */
  public String label() {
    return this == OTHER ? "_OTHER" : name();
  }
}
