package io.pillion.api;

import java.util.HashMap;
import java.util.Map;

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

  private static final Map<String, HttpMethod> BY_NAME = new HashMap<>();

  static {
    for (HttpMethod method : values()) {
      if (method != OTHER) {
        BY_NAME.put(method.name(), method);
      }
    }
  }

  /** A method's name is case-sensitive (RFC 9110 section 9.1); null is {@link #OTHER}. */
  public static HttpMethod of(String name) {
    return BY_NAME.getOrDefault(name, OTHER);
  }

  /** The label's value: the method's name, or {@code _OTHER}. */
  public String label() {
    return this == OTHER ? "_OTHER" : name();
  }
}
