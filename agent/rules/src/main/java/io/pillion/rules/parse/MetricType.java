package io.pillion.rules.parse;

import io.pillion.config.Names;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The types of Prometheus's, and what each makes of the numbers that it is given. */
public enum MetricType {
  /** Adds them up. */
  COUNTER,
  /** Keeps the last. */
  GAUGE,
  /** Counts how many were not above each of some bounds. */
  HISTOGRAM,
  /** Estimates quantiles of the last minutes. */
  SUMMARY;

  static final List<String> NAMES =
      Collections.unmodifiableList(Arrays.asList("counter", "gauge", "histogram", "summary"));

  static MetricType parse(String text) {
    if (!NAMES.contains(text)) {
      throw new WrongText(text, "is no type; " + Names.suggest(text, NAMES));
    }
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
