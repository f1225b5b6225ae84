package io.pillion.core.rules;

import io.pillion.core.config.Declared;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The keys of one rule, each read by its own grammar. All methods throw {@link WrongField}. */
final class Fields {
  private static final Pattern METRIC_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern TAKEN =
      Pattern.compile("(?:http|jvm|process|pillion)_.*|target_info");
  private static final Pattern LABEL_NAME = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern CLASS_NAME =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(?:\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");
  private static final List<String> LABEL_KEYS = Arrays.asList("value", "limit", "allow");

  private final Declared item;
  private final Map<String, Declared> entries;

  Fields(Declared item) {
    this.item = item;
    this.entries = item.entries();
  }

  private static String text(Declared at, String key) {
    if (at.text() == null) {
      throw new WrongField(at, key, "one value is wanted");
    }
    return at.text();
  }

  /** The value that a key's text means, or null if the key is not there. */
  private <T> T read(String key, Function<String, T> parser) {
    Declared at = entries.get(key);
    return at == null ? null : read(at, key, parser);
  }

  private static <T> T read(Declared at, String key, Function<String, T> parser) {
    String text = text(at, key);
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException wrong) {
      throw new WrongField(at, key, wrong.getMessage());
    }
  }

  String optional(String key, String byDefault) {
    String text = read(key, value -> value);
    return text == null ? byDefault : text;
  }

  private <T> T required(String key, String allowed, Function<String, T> parser) {
    T value = read(key, parser);
    if (value == null) {
      throw new WrongField(
          item, "metrics", "the key " + key + " is missing; allowed is " + allowed);
    }
    return value;
  }

  String metricName() {
    return required(
        "name",
        "a metric's name such as orders_total",
        name -> {
          if (!METRIC_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                "\"" + name + "\" is no metric's name; allowed are letters, digits, _ and :");
          }
          if (TAKEN.matcher(name).matches()) {
            throw new IllegalArgumentException(
                "\""
                    + name
                    + "\" is kept for Pillion's own metrics, as all that begins with http_, jvm_,"
                    + " process_ or pillion_");
          }
          return name;
        });
  }

  MetricType type() {
    String allowed = "counter, gauge, histogram or summary";
    return required(
        "type",
        allowed,
        text -> {
          for (MetricType type : MetricType.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(text)) {
              return type;
            }
          }
          throw new IllegalArgumentException("\"" + text + "\" is not one of " + allowed);
        });
  }

  ClassFilter classes() {
    if (entries.containsKey("extends") && entries.containsKey("implements")) {
      throw new WrongField(
          entries.get("implements"), "implements", "cannot stand beside extends: one of them");
    }
    String supertype = className(entries.containsKey("extends") ? "extends" : "implements");
    String name = className("class");
    String annotation = className("annotated");
    if (name == null && supertype == null && annotation == null) {
      throw new WrongField(
          item, "metrics", "one of the keys class, extends, implements, annotated is missing");
    }
    return new ClassFilter(name, supertype, annotation);
  }

  private String className(String key) {
    return read(
        key,
        name -> {
          if (!CLASS_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                "\""
                    + name
                    + "\" is no class name; allowed is one such as io.shop.Order, of a"
                    + " nested class io.shop.Order$Line");
          }
          return name;
        });
  }

  void method(Rule.Builder rule) {
    if (entries.containsKey("method")) {
      for (Declared method : list(entries.get("method"))) {
        rule.method(read(method, "method", MethodFilter::parse));
      }
    }
    rule.when(read("when", Outcome::parse));
  }

  void value(Rule.Builder rule) {
    Source followed = read("follow", Source::parse);
    if (followed == null) {
      rule.value(read("value", Source::parse));
    } else if (entries.containsKey("value")) {
      throw new WrongField(
          entries.get("follow"), "follow", "cannot stand beside value: one of them");
    } else {
      rule.follow(followed);
    }
  }

  void bounds(Rule.Builder rule) {
    if (entries.containsKey("buckets")) {
      rule.buckets(numbers("buckets", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }
    if (entries.containsKey("quantiles")) {
      rule.quantiles(numbers("quantiles", 0, 1));
    }
  }

  private double[] numbers(String key, double least, double most) {
    List<Declared> items = list(entries.get(key));
    double[] numbers = new double[items.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = read(items.get(i), key, Fields::number);
      if (!(numbers[i] >= least && numbers[i] <= most) || (i > 0 && numbers[i] <= numbers[i - 1])) {
        String range = least == 0 ? " from 0 to 1" : "";
        throw new WrongField(
            items.get(i),
            key,
            "\""
                + items.get(i).text()
                + "\" is out of order or range;"
                + " allowed are numbers"
                + range
                + " in ascending order");
      }
    }
    return numbers;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("\"" + text + "\" is not a number", e);
    }
  }

  private static List<Declared> list(Declared at) {
    return at.items() == null ? Collections.singletonList(at) : at.items();
  }

  void labels(Rule.Builder rule) {
    Declared labels = entries.get("labels");
    if (labels == null) {
      return;
    }
    if (labels.entries() == null) {
      throw new WrongField(labels, "labels", "not a map such as {kind: arg0}");
    }
    for (Map.Entry<String, Declared> label : labels.entries().entrySet()) {
      rule.label(label(label.getKey(), label.getValue()));
    }
  }

  private static LabelRule label(String name, Declared at) {
    String key = "labels." + name;
    if (!LABEL_NAME.matcher(name).matches() || name.equals("le") || name.equals("quantile")) {
      throw new WrongField(
          at,
          key,
          "\""
              + name
              + "\" is no label's name; allowed are letters, digits and _, and not"
              + " le or quantile");
    }
    if (at.entries() == null) {
      return new LabelRule(name, read(at, key, Source::parse), LabelRule.DEFAULT_LIMIT, null);
    }
    for (String part : at.entries().keySet()) {
      if (!LABEL_KEYS.contains(part)) {
        throw new WrongField(
            at, key, "there is no key " + part + "; there are " + String.join(", ", LABEL_KEYS));
      }
    }
    Declared source = at.entries().get("value");
    if (source == null) {
      throw new WrongField(at, key, "the key value is missing; allowed is " + Source.ALLOWED);
    }
    return new LabelRule(name, read(source, key, Source::parse), limit(at, key), allowed(at, key));
  }

  private static int limit(Declared label, String key) {
    Declared at = label.entries().get("limit");
    return at == null ? LabelRule.DEFAULT_LIMIT : read(at, key + ".limit", Fields::limit);
  }

  private static int limit(String text) {
    if (!text.matches("[1-9]\\d{0,3}|10000")) {
      throw new IllegalArgumentException("\"" + text + "\" is not a whole number from 1 to 10000");
    }
    return Integer.parseInt(text);
  }

  private static Set<String> allowed(Declared label, String key) {
    Declared at = label.entries().get("allow");
    if (at == null) {
      return null;
    }
    List<String> values = new ArrayList<>();
    list(at).forEach(value -> values.add(text(value, key + ".allow")));
    return new LinkedHashSet<>(values);
  }
}
