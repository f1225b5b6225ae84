package io.pillion.rules.parse;

import io.pillion.rules.parse.Source.Given;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** One metric of the app's own methods, as a user declared it. Immutable. */
public final class Rule {
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

  Rule(RuleReader from) {
    name = from.name;
    type = from.type;
    help = from.help;
    classes = from.classes;
    methods = from.methods;
    value = from.value;
    when = from.when;
    follow = from.follow;
    labels = from.labels;
    buckets = from.buckets;
    quantiles = from.quantiles;
  }

  public String name() {
    return name;
  }

  public MetricType type() {
    return type;
  }

  public String help() {
    return help;
  }

  public ClassFilter classes() {
    return classes;
  }

  /** Empty for all methods that bear the annotation. */
  public List<MethodFilter> methods() {
    return methods;
  }

  public Source value() {
    return value;
  }

  public Outcome when() {
    return when;
  }

  public boolean names(String method) {
    return methods.stream().anyMatch(filter -> filter.names(method));
  }

  /** Methods that a class inherits are its methods; an annotation is where it stands. */
  public boolean reachesInherited() {
    return classes.annotation() == null;
  }

  /** The value is read at a scrape, from objects on which the method was called. */
  public boolean follows() {
    return follow;
  }

  public List<LabelRule> labels() {
    return labels;
  }

  /** Null for the default ones. */
  public double[] buckets() {
    return buckets;
  }

  public double[] quantiles() {
    return quantiles;
  }

  /**
   * What must be on hand when a call ends, each once: what is on the operand stack then, the result
   * or the exception, comes first.
   */
  public List<Source> needs(boolean threw) {
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
  public String meaning() {
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
