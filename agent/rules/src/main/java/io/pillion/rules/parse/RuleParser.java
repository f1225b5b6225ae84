package io.pillion.rules.parse;

import io.pillion.config.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Reads what stands below {@code metrics:} in the configuration file. */
public final class RuleParser {
  static final List<String> KEYS =
      Collections.unmodifiableList(
          Arrays.asList(
              ("name type help class extends implements annotated method value follow when labels"
                      + " buckets quantiles")
                  .split(" ", -1)));

  private final Consumer<Rule> check;
  private final Consumer<String> problems;
  private final List<Rule> rules = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private RuleParser(Consumer<Rule> check, Consumer<String> problems) {
    this.check = check;
    this.problems = problems;
  }

  /**
   * @param check throws an IllegalArgumentException that says why Prometheus does not allow a rule
   * @param problems takes a line for each thing that is wrong; a rule with one is left out
   */
  public static List<Rule> parse(
      YamlNode metrics, Consumer<Rule> check, Consumer<String> problems) {
    RuleParser parser = new RuleParser(check, problems);
    if (metrics.isList()) {
      for (YamlNode item : metrics.items()) {
        parser.add(item);
      }
    } else {
      problems.accept(
          metrics.notAllowed("a list, each item of which begins with \"- name: \"").getMessage());
    }
    return parser.rules;
  }

  private void add(YamlNode item) {
    try {
      if (!item.isMap()) {
        throw item.notAllowed("a map with the keys " + String.join(", ", KEYS));
      }
      boolean known = knowsKeys(item);
      Rule rule = RuleReader.read(item, check);
      if (known) {
        add(rule, item);
      }
    } catch (IllegalArgumentException wrong) {
      problems.accept(wrong.getMessage());
    }
  }

  private boolean knowsKeys(YamlNode item) {
    boolean known = true;
    for (String name : item.names()) {
      if (!KEYS.contains(name)) {
        problems.accept(item.unknownEntry(name, KEYS).getMessage());
        known = false;
      }
    }
    return known;
  }

  private void add(Rule rule, YamlNode item) {
    if (!names.add(rule.name().replaceAll("_total$", ""))) {
      throw item.entry("name")
          .wrong("\"" + rule.name() + "\" is given twice; allowed is once, with _total or without");
    }
    rules.add(rule);
  }
}
