package io.pillion.rules.parse;

import io.pillion.config.YamlNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads one rule, each key by its own grammar, and adds the defaults. All methods throw what {@link
 * YamlNode} throws.
 */
final class RuleReader {
  private static final Pattern METRIC_NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
  private static final Pattern TAKEN =
      Pattern.compile("(?:http|jvm|process|pillion)_.*|target_info");
  private static final Pattern CLASS_NAME =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(?:\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

  final String name;
  final MetricType type;
  final ClassFilter classes;
  final List<MethodFilter> methods;
  final Outcome when;
  final boolean follow;
  final Source value;
  final double[] buckets;
  final double[] quantiles;
  final String help;
  final List<LabelRule> labels;
  private final YamlNode rule;

  private RuleReader(YamlNode rule) {
    this.rule = rule;
    name = required("name", "a metric's name such as orders_total", RuleReader::metricName);
    type = required("type", String.join(", ", MetricType.NAMES), MetricType::parse);
    classes = classes();
    List<MethodFilter> named = methods();
    when = rule.entry("when", Outcome::parse, Outcome.parse("returned"));
    follow = rule.has("follow");
    Source given = value();
    buckets =
        rule.has("buckets")
            ? numbers("buckets", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
            : null;
    quantiles = rule.has("quantiles") ? numbers("quantiles", 0, 1) : new double[0];
    help = rule.entry("help", text -> text, "");
    labels = rule.has("labels") ? LabelReader.read(rule.entry("labels")) : Collections.emptyList();
    methods = named.isEmpty() ? defaultMethods() : named;
    value = given == null ? defaultValue() : given;
  }

  /**
   * @param check throws an IllegalArgumentException that says why Prometheus does not allow a rule
   */
  static Rule read(YamlNode item, Consumer<Rule> check) {
    Rule rule = new Rule(new RuleReader(item));
    RuleChecks.check(rule, item);
    try {
      check.accept(rule);
    } catch (IllegalArgumentException wrong) {
      throw item.entry("name")
          .wrong("\"" + rule.name() + "\" is not allowed by Prometheus: " + wrong.getMessage());
    }
    return rule;
  }

  private <T> T required(String key, String allowed, Function<String, T> parser) {
    if (!rule.has(key)) {
      throw rule.wrong("the key " + key + " is missing; allowed is " + allowed);
    }
    return rule.entry(key).as(parser);
  }

  private static String metricName(String name) {
    if (!METRIC_NAME.matcher(name).matches()) {
      throw new WrongText(name, "is no metric's name; allowed are letters, digits, _ and :");
    }
    if (TAKEN.matcher(name).matches()) {
      throw new WrongText(
          name,
          "is kept for Pillion's own metrics; allowed is what does not begin with http_, jvm_,"
              + " process_ or pillion_");
    }
    return name;
  }

  private ClassFilter classes() {
    refuseBoth("extends", "implements", "one of them");
    String supertype =
        rule.entry(rule.has("extends") ? "extends" : "implements", RuleReader::className, null);
    String ofName = rule.entry("class", RuleReader::className, null);
    String annotation = rule.entry("annotated", RuleReader::className, null);
    if (ofName == null && supertype == null && annotation == null) {
      throw rule.wrong(
          "one of the keys class, extends, implements, annotated is missing; allowed is a class's"
              + " name such as io.shop.Order");
    }
    return new ClassFilter(ofName, supertype, annotation);
  }

  private static String className(String name) {
    if (!CLASS_NAME.matcher(name).matches()) {
      throw new WrongText(
          name,
          "is no class name; allowed is one such as io.shop.Order, of a nested class"
              + " io.shop.Order$Line");
    }
    return name;
  }

  private List<MethodFilter> methods() {
    List<MethodFilter> named = new ArrayList<>();
    if (rule.has("method")) {
      for (YamlNode method : rule.entry("method").items()) {
        named.add(method.as(MethodFilter::parse));
      }
    }
    return named;
  }

  private List<MethodFilter> defaultMethods() {
    if (follow) {
      return Collections.singletonList(MethodFilter.parse("new"));
    }
    if (classes.annotation() == null) {
      throw rule.wrongEntry(
          "method", "the key method is missing; allowed is " + MethodFilter.ALLOWED);
    }
    return Collections.emptyList();
  }

  /** Numbers in ascending order. */
  private double[] numbers(String key, double least, double most) {
    YamlNode list = rule.entry(key);
    String range = least == 0 ? " from 0 to 1" : "";
    String allowed = "; allowed are numbers" + range + " in ascending order";
    double[] numbers = new double[list.items().size()];
    for (int i = 0; i < numbers.length; i++) {
      YamlNode item = list.items().get(i);
      numbers[i] = item.as(text -> number(text, allowed));
      if (!(numbers[i] >= least && numbers[i] <= most) || (i > 0 && numbers[i] <= numbers[i - 1])) {
        throw item.wrong("\"" + item.text() + "\" is out of order or range" + allowed);
      }
    }
    if (numbers.length == 0) {
      throw list.wrong("found is an empty list" + allowed);
    }
    return numbers;
  }

  private static double number(String text, String allowed) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException none) {
      throw new WrongText(text, "is not a number" + allowed);
    }
  }

  private Source value() {
    refuseBoth("value", "follow", "one");
    return rule.entry(follow ? "follow" : "value", Source::parse, null);
  }

  private Source defaultValue() {
    if (type == MetricType.GAUGE) {
      throw rule.wrongEntry(
          "value", "a gauge needs a value, or an object to follow; allowed is " + Source.ALLOWED);
    }
    return Source.parse(type == MetricType.COUNTER ? "calls" : "duration");
  }

  private void refuseBoth(String first, String second, String allowed) {
    if (rule.has(first) && rule.has(second)) {
      YamlNode wrong = rule.entry(second);
      String text = wrong.text();
      throw wrong.wrong(
          "\"" + text + "\" cannot stand beside " + first + "; allowed is " + allowed);
    }
  }
}
