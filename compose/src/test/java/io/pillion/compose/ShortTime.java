package io.pillion.compose;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The stack's configuration in fast motion, so that a test need not wait for an hour's window to
 * fill: scrapes and evaluations every second, every window, {@code for} and waiting time cut to
 * seconds. Expressions, labels, routes and receivers stay.
 */
final class ShortTime {
  /** From the window as the stack has it to the window of the test; longer ones stay longer. */
  private static final Map<String, String> WINDOWS =
      Map.ofEntries(
          Map.entry("2m", "4s"),
          Map.entry("5m", "10s"),
          Map.entry("15m", "12s"),
          Map.entry("30m", "14s"),
          Map.entry("1h", "16s"),
          Map.entry("1h:1m", "16s:1s"),
          Map.entry("2h", "18s"),
          Map.entry("6h", "20s"),
          Map.entry("6h:1m", "20s:1s"),
          Map.entry("1d:1m", "22s:1s"),
          Map.entry("3d:5m", "24s:1s"),
          Map.entry("14d:5m", "26s:1s"));

  private ShortTime() {}

  /**
   * Of the files in prometheus/rules. An offset of a day or a week stays: a test has no yesterday.
   */
  static String rules(String yaml) {
    String windows =
        Pattern.compile("\\[([0-9a-z:]+)]")
            .matcher(yaml)
            .replaceAll(m -> "[" + window(m.group(1)) + "]");
    return windows
        .replaceAll("offset 1\\dm", "offset 12s")
        .replaceAll("(?m)^( +for): .*$", "$1: 2s")
        .replaceAll("(?m)^( +interval): .*$", "$1: 1s");
  }

  /** Of prometheus.yml. */
  static String scrapes(String yaml) {
    return yaml.replaceAll("(scrape|evaluation)_interval: .*", "$1_interval: 1s")
        .replaceAll("scrape_timeout: .*", "scrape_timeout: 1s");
  }

  /** Of alertmanager.yml. */
  static String waits(String yaml) {
    return yaml.replaceAll("(group_wait|group_interval): .*", "$1: 1s");
  }

  private static String window(String stack) {
    String test = WINDOWS.get(stack);
    if (test == null) {
      throw new IllegalArgumentException(
          "no short window for [" + stack + "]: " + List.copyOf(WINDOWS.keySet()));
    }
    return test;
  }
}
