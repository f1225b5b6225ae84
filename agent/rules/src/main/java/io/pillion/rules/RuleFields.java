package io.pillion.rules;

import io.pillion.config.Declared;
import io.pillion.config.Names;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the keys of one rule, each by its own grammar. */
final class RuleFields {
  private static final Pattern METRIC_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern TAKEN =
      Pattern.compile("(?:http|jvm|process|pillion)_.*|target_info");
  private static final Pattern CLASS_NAME =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(?:\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");
  private static final List<String> TYPES =
      Arrays.asList("counter", "gauge", "histogram", "summary");

  private final Map<String, Declared> entries;

  private RuleFields(Map<String, Declared> entries) {
    this.entries = entries;
  }

  /**
   * @throws WrongField if one of them is wrong by itself
   * @throws WrongPart if one does not fit the others, or is missing
   */
  static Rule read(Map<String, Declared> entries) {
    RuleFields fields = new RuleFields(entries);
    RuleBuilder rule = Rule.builder(fields.name(), fields.type(), fields.classes());
    fields.methods(rule);
    fields.value(rule);
    fields.bounds(rule);
    if (fields.has("help")) {
      rule.help(fields.field("help").text());
    }
    if (fields.has("labels")) {
      LabelFields.read(entries.get("labels")).forEach(rule::label);
    }
    return rule.build();
  }

  private boolean has(String key) {
    return entries.containsKey(key);
  }

  private Field field(String key) {
    return new Field(key, entries.get(key));
  }

  private <T> T required(String key, String allowed, Function<String, T> parser) {
    if (!has(key)) {
      throw new WrongPart(key, "the key " + key + " is missing; allowed is " + allowed);
    }
    return field(key).as(parser);
  }

  private String name() {
    return required("name", "a metric's name such as orders_total", RuleFields::checkedName);
  }

  private static String checkedName(String name) {
    if (!METRIC_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"" + name + "\" is no metric's name; allowed are letters, digits, _ and :");
    }
    if (TAKEN.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is kept for Pillion's own metrics; allowed is what does not begin with http_,"
              + " jvm_, process_ or pillion_");
    }
    return name;
  }

  private MetricType type() {
    return required(
        "type",
        String.join(", ", TYPES),
        text -> {
          if (!TYPES.contains(text)) {
            throw new IllegalArgumentException(
                "\"" + text + "\" is no type; " + Names.suggest(text, TYPES));
          }
          return MetricType.valueOf(text.toUpperCase(Locale.ROOT));
        });
  }

  private ClassFilter classes() {
    if (has("extends") && has("implements")) {
      throw field("implements")
          .wrong(
              "\""
                  + field("implements").text()
                  + "\" cannot stand beside extends; allowed is one of them");
    }
    String supertype = className(has("extends") ? "extends" : "implements");
    String name = className("class");
    String annotation = className("annotated");
    if (name == null && supertype == null && annotation == null) {
      throw new WrongPart(
          "class",
          "one of the keys class, extends, implements, annotated is missing; allowed is a class's"
              + " name such as io.shop.Order");
    }
    return new ClassFilter(name, supertype, annotation);
  }

  private String className(String key) {
    return has(key) ? field(key).as(RuleFields::checkedClassName) : null;
  }

  private static String checkedClassName(String name) {
    if (!CLASS_NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\""
              + name
              + "\" is no class name; allowed is one such as io.shop.Order, of a nested class"
              + " io.shop.Order$Line");
    }
    return name;
  }

  private void methods(RuleBuilder rule) {
    if (has("method")) {
      for (Field method : field("method").items()) {
        rule.method(method.as(MethodFilter::parse));
      }
    }
    if (has("when")) {
      rule.when(field("when").as(Outcome::parse));
    }
  }

  private void value(RuleBuilder rule) {
    if (has("follow") && has("value")) {
      throw field("follow")
          .wrong("\"" + field("follow").text() + "\" cannot stand beside value; allowed is one");
    }
    if (has("follow")) {
      rule.follow(field("follow").as(Source::parse));
    } else if (has("value")) {
      rule.value(field("value").as(Source::parse));
    }
  }

  private void bounds(RuleBuilder rule) {
    if (has("buckets")) {
      rule.buckets(field("buckets").numbers(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
    }
    if (has("quantiles")) {
      rule.quantiles(field("quantiles").numbers(0, 1));
    }
  }
}
