package io.pillion.rules;

import io.pillion.rules.Source.Given;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Collects the parts of a {@link Rule}, adds the defaults, and holds the parts against each other.
 */
final class RuleBuilder {
  private final String name;
  private final MetricType type;
  private final ClassFilter classes;
  private final List<LabelRule> labels = new ArrayList<>();
  private final List<MethodFilter> methods = new ArrayList<>();
  private String help = "";
  private Source value;
  private Outcome when = Outcome.parse("returned");
  private boolean follow;
  private double[] buckets;
  private double[] quantiles = {};

  RuleBuilder(String name, MetricType type, ClassFilter classes) {
    this.name = name;
    this.type = type;
    this.classes = classes;
  }

  RuleBuilder help(String text) {
    help = text;
    return this;
  }

  /**
   * One of perhaps several. Default: the annotated methods, or the constructors where an object is
   * followed.
   */
  RuleBuilder method(MethodFilter which) {
    methods.add(which);
    return this;
  }

  /** Default: of a counter the calls, of a histogram and a summary the duration. */
  RuleBuilder value(Source source) {
    value = source;
    return this;
  }

  /** Reads the gauge from a live instance at each scrape, instead of at a call. */
  RuleBuilder follow(Source source) {
    value = source;
    follow = true;
    return this;
  }

  RuleBuilder when(Outcome which) {
    when = which;
    return this;
  }

  RuleBuilder label(LabelRule label) {
    labels.add(label);
    return this;
  }

  /**
   * @param upperBounds of a histogram's buckets, ascending
   */
  RuleBuilder buckets(double... upperBounds) {
    buckets = upperBounds.clone();
    return this;
  }

  RuleBuilder quantiles(double... wanted) {
    quantiles = wanted.clone();
    return this;
  }

  /**
   * @throws WrongPart if the parts do not fit each other
   */
  Rule build() {
    if (methods.isEmpty() && (follow || classes.annotation() == null)) {
      methods.add(defaultMethod());
    }
    if (value == null) {
      value = defaultValue();
    }
    checkBounds();
    checkFollow();
    checkValue();
    labels.forEach(this::checkLabel);
    Rule rule = new Rule(this);
    try {
      Series.of(rule, PrometheusProperties.builder().build(), Labels.EMPTY);
    } catch (IllegalArgumentException notPrometheus) {
      throw new WrongPart(
          "name", "\"" + name + "\" is not allowed by Prometheus: " + notPrometheus.getMessage());
    }
    return rule;
  }

  private MethodFilter defaultMethod() {
    if (!follow) {
      throw new WrongPart(
          "method", "the key method is missing; allowed is " + MethodFilter.ALLOWED);
    }
    return MethodFilter.parse("new");
  }

  private Source defaultValue() {
    switch (type) {
      case COUNTER:
        return Source.parse("calls");
      case GAUGE:
        throw new WrongPart(
            "value", "a gauge needs a value, or an object to follow; allowed is " + Source.ALLOWED);
      default:
        return Source.parse("duration");
    }
  }

  private void checkBounds() {
    String article = "a " + type.name().toLowerCase(Locale.ROOT);
    if (buckets != null && type != MetricType.HISTOGRAM) {
      throw new WrongPart("buckets", article + " has none; allowed are buckets of a histogram");
    }
    if (quantiles.length > 0 && type != MetricType.SUMMARY) {
      throw new WrongPart("quantiles", article + " has none; allowed are quantiles of a summary");
    }
  }

  private void checkFollow() {
    if (follow && type != MetricType.GAUGE) {
      throw new WrongPart(
          "follow", "\"" + value + "\" cannot be followed; allowed is that for a gauge alone");
    }
    if (follow && value.given() != Given.THIS) {
      throw new WrongPart(
          "follow", "\"" + value + "\" cannot be followed; allowed is this, such as this.size()");
    }
  }

  private void checkValue() {
    if (value.given() == Given.RETURN && when.ofThrown()) {
      throw new WrongPart(
          "value",
          "\""
              + value
              + "\" is there only when a call returned; allowed is that"
              + " without \"when: "
              + when
              + "\"");
    }
    if (value.given() == Given.THROWN && when.ofReturned()) {
      throw new WrongPart(
          "value",
          "\""
              + value
              + "\" is there only when a call threw; allowed is that with"
              + " \"when: threw\"");
    }
  }

  private void checkLabel(LabelRule label) {
    Given given = label.source().given();
    boolean isNumber = given == Given.CALLS || given == Given.DURATION;
    if (isNumber
        || (given == Given.RETURN && !when.ofReturned())
        || (given == Given.THROWN && !when.ofThrown())) {
      throw new WrongPart(
          "labels",
          "the label \""
              + label.name()
              + "\" cannot be \""
              + label.source()
              + "\" of a call that "
              + when
              + "; allowed is "
              + (isNumber ? "return, this, thrown, arg0 and so on" : "that with \"when: always\""));
    }
  }

  String name() {
    return name;
  }

  MetricType type() {
    return type;
  }

  String help() {
    return help;
  }

  ClassFilter classes() {
    return classes;
  }

  List<MethodFilter> methods() {
    return Collections.unmodifiableList(new ArrayList<>(methods));
  }

  Source value() {
    return value;
  }

  Outcome when() {
    return when;
  }

  boolean follows() {
    return follow;
  }

  List<LabelRule> labels() {
    return Collections.unmodifiableList(new ArrayList<>(labels));
  }

  double[] buckets() {
    return buckets;
  }

  double[] quantiles() {
    return quantiles;
  }
}
