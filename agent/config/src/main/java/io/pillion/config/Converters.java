package io.pillion.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * From a setting's text to what it means; an {@link IllegalArgumentException} says what is wrong.
 */
final class Converters {
  // https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels
  private static final Pattern LABEL_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private static final String UNIX = "unix:";

  /** Labels that some series of the agent's already bears: a constant of that name would clash. */
  private static final Set<String> TAKEN =
      new HashSet<>(
          Arrays.asList(
              "method",
              "route",
              "status",
              "exception",
              "http_request_method",
              "http_response_status_code",
              "http_route",
              "url_scheme",
              "error_type",
              "uri",
              "outcome",
              "error",
              "version",
              "java",
              "server",
              "where",
              "limit",
              "le",
              "quantile",
              "area",
              "pool",
              "gc",
              "state",
              "runtime",
              "vendor"));

  private Converters() {}

  static boolean bool(String text) {
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.parseBoolean(text);
    }
    throw new IllegalArgumentException("neither true nor false");
  }

  static String host(String text) {
    boolean isUnix = text.startsWith(UNIX) && text.length() > UNIX.length();
    if (!isUnix && !isHostName(text)) {
      throw new IllegalArgumentException("not a host");
    }
    return text;
  }

  private static boolean isHostName(String text) {
    return !text.isEmpty() && !text.contains(" ") && !text.contains("/");
  }

  static List<String> hosts(List<String> items) {
    for (int i = 0; i < items.size(); i++) {
      if (!isHostName(items.get(i)) || items.get(i).contains(":")) {
        throw new WrongItem(i, "\"" + items.get(i) + "\" is not the name of a host");
      }
    }
    return Collections.unmodifiableList(new ArrayList<>(items));
  }

  static int limit(String text) {
    return wholeNumber(text, 1, 100_000);
  }

  static int seriesLimit(String text) {
    return wholeNumber(text, 1000, 10_000_000);
  }

  static int connections(String text) {
    return wholeNumber(text, 4, 1000);
  }

  private static int wholeNumber(String text, int least, int most) {
    int number;
    try {
      number = Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a whole number", e);
    }
    if (number < least || number > most) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  static double[] buckets(List<String> items) {
    double[] bounds = new double[items.size()];
    for (int i = 0; i < bounds.length; i++) {
      try {
        bounds[i] = Double.parseDouble(items.get(i));
      } catch (NumberFormatException e) {
        throw new WrongItem(i, "\"" + items.get(i) + "\" is not a number");
      }
      if (!(bounds[i] > (i == 0 ? 0 : bounds[i - 1])) || Double.isInfinite(bounds[i])) {
        throw new WrongItem(i, "\"" + items.get(i) + "\" is out of order or range");
      }
    }
    if (bounds.length == 0) {
      throw new IllegalArgumentException("no bucket");
    }
    return bounds;
  }

  static List<String> paths(List<String> items) {
    for (int i = 0; i < items.size(); i++) {
      if (!items.get(i).startsWith("/")) {
        throw new WrongItem(i, "\"" + items.get(i) + "\" does not begin with /");
      }
    }
    return Collections.unmodifiableList(new ArrayList<>(items));
  }

  static Map<String, String> labels(List<String> items) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (int i = 0; i < items.size(); i++) {
      String pair = items.get(i);
      int equals = pair.indexOf('=');
      if (equals < 0) {
        throw new WrongItem(i, "\"" + pair + "\" is not name=value");
      }
      String name = pair.substring(0, equals);
      if (Secrets.isNamed(name)) {
        throw new WrongItem(
            i, "\"" + name + "\" speaks of a secret, and a label is shown to all who scrape");
      }
      if (!isFreeLabelName(name)) {
        throw new WrongItem(i, "\"" + name + "\" cannot be a constant label");
      }
      if (labels.put(name, pair.substring(equals + 1)) != null) {
        throw new WrongItem(i, "\"" + name + "\" is given twice");
      }
    }
    return Collections.unmodifiableMap(labels);
  }

  static boolean isFreeLabelName(String name) {
    return LABEL_NAME.matcher(name).matches() && !name.startsWith("__") && !TAKEN.contains(name);
  }

  /** What stands between {@code ;} and white space. */
  static List<String> list(String text) {
    List<String> items = new ArrayList<>();
    for (String item : text.split("[;\\s]+", -1)) {
      if (!item.isEmpty()) {
        items.add(item);
      }
    }
    return Collections.unmodifiableList(items);
  }
}
