package io.pillion.core.rules;

import io.pillion.core.rules.Source.Given;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** One metric of the app's own methods, as a user declared it. */
final class Rule {
  static final class Builder {
    private final String name;
    private final MetricType type;
    private final ClassFilter classes;
    private final List<LabelRule> labels = new ArrayList<>();
    private String help = "";
    private final List<MethodFilter> methods = new ArrayList<>();
    private Source value;
    private Outcome when;
    private boolean follow;
    private double[] buckets;
    private double[] quantiles = {};

    private Builder(String name, MetricType type, ClassFilter classes) {
      this.name = name;
      this.type = type;
      this.classes = classes;
    }

    Builder help(String text) {
      help = text;
      return this;
    }

    /**
     * One of perhaps several. Default: the annotated methods, or the constructors where an object
     * is followed.
     */
    Builder method(MethodFilter which) {
      methods.add(which);
      return this;
    }

    /** Default: of a counter the calls, of a histogram and a summary the duration. */
    Builder value(Source source) {
      value = source;
      return this;
    }

    /** Reads the gauge from a live instance at each scrape, instead of at a call. */
    Builder follow(Source source) {
      value = source;
      follow = true;
      return this;
    }

    Builder when(Outcome which) {
      when = which;
      return this;
    }

    Builder label(LabelRule label) {
      labels.add(label);
      return this;
    }

    /**
     * @param upperBounds of a histogram's buckets, ascending
     */
    Builder buckets(double... upperBounds) {
      buckets = upperBounds.clone();
      return this;
    }

    Builder quantiles(double... wanted) {
      quantiles = wanted.clone();
      return this;
    }

    /**
     * @throws IllegalArgumentException if the parts do not fit each other
     */
    Rule build() {
      return new Rule(this);
    }
  }

  private final String name;
  private final MetricType type;
  private final String help;
  private final ClassFilter classes;
  private final List<MethodFilter> methods;
  private final Source value;
  private final Outcome when;
  private final boolean follow;
  private final List<LabelRule> labels;
  private final double[] buckets;
  private final double[] quantiles;

  private Rule(Builder from) {
    name = from.name;
    type = from.type;
    help = from.help;
    classes = from.classes;
    follow = from.follow;
    methods =
        from.methods.isEmpty() && (follow || classes.annotation() == null)
            ? defaultMethods(follow)
            : Collections.unmodifiableList(new ArrayList<>(from.methods));
    value = from.value == null ? defaultValue(type) : from.value;
    when = from.when == null ? Outcome.parse("returned") : from.when;
    labels = Collections.unmodifiableList(new ArrayList<>(from.labels));
    buckets = from.buckets;
    quantiles = from.quantiles;
    check();
  }

  static Builder builder(String name, MetricType type, ClassFilter classes) {
    return new Builder(name, type, classes);
  }

  private static List<MethodFilter> defaultMethods(boolean follow) {
    if (!follow) {
      throw new IllegalArgumentException("no method is named; " + MethodFilter.ALLOWED);
    }
    return Collections.singletonList(MethodFilter.parse("new"));
  }

  private static Source defaultValue(MetricType type) {
    switch (type) {
      case COUNTER:
        return Source.parse("calls");
      case GAUGE:
        throw new IllegalArgumentException(
            "a gauge needs a value (" + Source.ALLOWED + ") or an object to follow");
      default:
        return Source.parse("duration");
    }
  }

  private void check() {
    if (value.given() == Given.RETURN && when.ofThrown()) {
      throw new IllegalArgumentException(
          "the value \"" + value + "\" is there only when a call returned, not \"" + when + "\"");
    }
    if (value.given() == Given.THROWN && when.ofReturned()) {
      throw new IllegalArgumentException(
          "the value \"" + value + "\" is there only when a call threw, not \"" + when + "\"");
    }
    for (LabelRule label : labels) {
      Given given = label.source().given();
      if (given == Given.CALLS
          || given == Given.DURATION
          || (given == Given.RETURN && !when.ofReturned())
          || (given == Given.THROWN && !when.ofThrown())) {
        throw new IllegalArgumentException(
            "the label \""
                + label.name()
                + "\" cannot be \""
                + label.source()
                + "\" of a call that \""
                + when
                + "\"");
      }
    }
    if (follow && (type != MetricType.GAUGE || value.given() != Given.THIS)) {
      throw new IllegalArgumentException(
          "only a gauge can follow an object, and only this: such as this.size()");
    }
    if (buckets != null && type != MetricType.HISTOGRAM) {
      throw new IllegalArgumentException("only a histogram has buckets");
    }
    if (quantiles.length > 0 && type != MetricType.SUMMARY) {
      throw new IllegalArgumentException("only a summary has quantiles");
    }
    Series.of(this, PrometheusProperties.builder().build(), Labels.EMPTY); // Prometheus's own rules
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

  /** Empty for all methods that bear the annotation. */
  List<MethodFilter> methods() {
    return methods;
  }

  Source value() {
    return value;
  }

  Outcome when() {
    return when;
  }

  boolean names(String method) {
    return methods.stream().anyMatch(filter -> filter.names(method));
  }

  /** Methods that a class inherits are its methods; an annotation is where it stands. */
  boolean reachesInherited() {
    return classes.annotation() == null;
  }

  /** The value is read at a scrape, from objects on which the method was called. */
  boolean follows() {
    return follow;
  }

  List<LabelRule> labels() {
    return labels;
  }

  /** Null for the default ones. */
  double[] buckets() {
    return buckets;
  }

  double[] quantiles() {
    return quantiles;
  }

  /**
   * What must be on hand when a call ends, each once: what is on the operand stack then, the result
   * or the exception, comes first.
   */
  List<Source> needs(boolean threw) {
    List<Source> needs = new ArrayList<>();
    if (threw && when.exception() != null) {
      needs.add(Source.parse("thrown"));
    }
    for (LabelRule label : labels) {
      need(label.source(), threw, needs);
    }
    need(follow ? Source.parse("this") : value, threw, needs);
    return needs;
  }

  private static void need(Source source, boolean threw, List<Source> needs) {
    boolean onStack = source.given() == Given.RETURN || source.given() == Given.THROWN;
    boolean absent = source.given() == (threw ? Given.RETURN : Given.THROWN);
    if (absent
        || source.given() == Given.CALLS
        || needs.stream().anyMatch(known -> known.startsAs(source))) {
      return;
    }
    needs.add(onStack ? 0 : needs.size(), source);
  }

  /** Equal for two rules whose numbers can be added up: all but the help and the limits. */
  String meaning() {
    StringBuilder meaning = new StringBuilder();
    meaning.append(type).append(' ').append(classes).append(' ').append(methods);
    meaning.append(follow ? " follow " : " ").append(value).append(' ').append(when);
    for (LabelRule label : labels) {
      meaning.append(' ').append(label.name()).append('=').append(label.source());
    }
    return meaning + Arrays.toString(buckets) + Arrays.toString(quantiles);
  }

  /** Its name, and what it looks for. */
  @Override
  public String toString() {
    String names = methods.stream().map(MethodFilter::toString).collect(Collectors.joining(", "));
    return name + " (" + classes + (methods.isEmpty() ? "" : ", method " + names) + ")";
  }
}
