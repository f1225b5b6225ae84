package io.pillion.rules.parse;

import io.pillion.config.YamlNode;
import io.pillion.rules.parse.Source.Given;
import java.util.Locale;

/** Holds the parts of a rule against each other. */
final class RuleChecks {
  private final Rule rule;
  private final YamlNode item;

  private RuleChecks(Rule rule, YamlNode item) {
    this.rule = rule;
    this.item = item;
  }

  /** Throws what {@link YamlNode} throws. */
  static void check(Rule rule, YamlNode item) {
    RuleChecks checks = new RuleChecks(rule, item);
    checks.bounds();
    checks.value();
    rule.labels().forEach(checks::label);
  }

  private void refuse(boolean isWrong, String key, String text) {
    if (isWrong) {
      throw item.wrongEntry(key, text);
    }
  }

  private void bounds() {
    String article = "a " + rule.type().name().toLowerCase(Locale.ROOT);
    refuse(
        rule.buckets() != null && rule.type() != MetricType.HISTOGRAM,
        "buckets",
        article + " has none; allowed are buckets of a histogram");
    refuse(
        rule.quantiles().length > 0 && rule.type() != MetricType.SUMMARY,
        "quantiles",
        article + " has none; allowed are quantiles of a summary");
  }

  private void value() {
    String value = "\"" + rule.value() + "\" ";
    Given given = rule.value().given();
    refuse(
        rule.follows() && rule.type() != MetricType.GAUGE,
        "follow",
        value + "cannot be followed; allowed is that for a gauge alone");
    refuse(
        rule.follows() && given != Given.THIS,
        "follow",
        value + "cannot be followed; allowed is this, such as this.size()");
    refuse(
        given == Given.RETURN && rule.when().ofThrown(),
        "value",
        value
            + "is there only when a call returned; allowed is that without \"when: "
            + rule.when()
            + "\"");
    refuse(
        given == Given.THROWN && rule.when().ofReturned(),
        "value",
        value + "is there only when a call threw; allowed is that with \"when: threw\"");
  }

  private void label(LabelRule label) {
    Given given = label.source().given();
    boolean isNumber = given == Given.CALLS || given == Given.DURATION;
    boolean isAbsent =
        (given == Given.RETURN && !rule.when().ofReturned())
            || (given == Given.THROWN && !rule.when().ofThrown());
    String allowed =
        isNumber ? "return, this, thrown, arg0 and so on" : "that with \"when: always\"";
    refuse(
        isNumber || isAbsent,
        "labels",
        String.format(
            "the label \"%s\" cannot be \"%s\" of a call that %s; allowed is %s",
            label.name(), label.source(), rule.when(), allowed));
  }
}
