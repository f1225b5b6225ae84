package io.pillion.metrics;

import java.util.Locale;

/** The values of the label {@code url_scheme}: over HTTP/2 the client writes the scheme. */
enum Scheme {
  HTTP,
  HTTPS,
  OTHER;

  /**
   * @param text as the server sees it, or null
   */
  static Scheme of(String text) {
    return "http".equalsIgnoreCase(text) ? HTTP : "https".equalsIgnoreCase(text) ? HTTPS : OTHER;
  }

  String label() {
    return this == OTHER ? LabelValues.OTHER : name().toLowerCase(Locale.ROOT);
  }
}
