package io.pillion.rules;

import io.pillion.config.Declared;
import io.pillion.config.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Reads what stands below {@code metrics:} in the configuration file. */
public final class RuleParser {
  private static final List<String> KEYS =
      Arrays.asList(
          "name",
          "type",
          "help",
          "class",
          "extends",
          "implements",
          "annotated",
          "method",
          "value",
          "follow",
          "when",
          "labels",
          "buckets",
          "quantiles");

  private final Consumer<String> problems;

  private RuleParser(Consumer<String> problems) {
    this.problems = problems;
  }

  /**
   * @param metrics what the file says, or null for nothing
   * @param problems takes a line for each thing that is wrong; a rule with one is left out
   */
  static List<Rule> parse(Declared metrics, Consumer<String> problems) {
    return metrics == null ? new ArrayList<>() : new RuleParser(problems).rules(metrics);
  }

  /** As {@link #parse}, for the problems alone. */
  public static void check(Declared metrics, Consumer<String> problems) {
    parse(metrics, problems);
  }

  private List<Rule> rules(Declared metrics) {
    List<Rule> rules = new ArrayList<>();
    Set<String> names = new HashSet<>();
    if (metrics.items() == null) {
      problem(
          metrics,
          "metrics",
          "found is "
              + metrics.shown()
              + "; allowed is a list, each item of which begins with \"- name: \"");
      return rules;
    }
    for (Declared item : metrics.items()) {
      Rule rule = item.entries() == null ? null : rule(item);
      if (item.entries() == null) {
        problem(
            item,
            "metrics",
            "found is "
                + item.shown()
                + "; allowed is a map with the keys "
                + String.join(", ", KEYS));
      } else if (rule != null && !names.add(rule.name().replaceAll("_total$", ""))) {
        problem(
            item.entries().get("name"),
            "name",
            "\"" + rule.name() + "\" is given twice; allowed is once, with _total or without");
      } else if (rule != null) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private Rule rule(Declared item) {
    Map<String, Declared> entries = item.entries();
    boolean good = true;
    for (Map.Entry<String, Declared> entry : entries.entrySet()) {
      if (!KEYS.contains(entry.getKey())) {
        good =
            problem(
                entry.getValue(),
                entry.getKey(),
                "there is no such key; " + Names.suggest(entry.getKey(), KEYS));
      }
    }

    try {
      Rule rule = RuleFields.read(entries);
      return good ? rule : null;
    } catch (WrongField wrong) {
      problems.accept(wrong.getMessage());
    } catch (WrongPart wrong) {
      boolean isThere = entries.containsKey(wrong.key());
      problem(
          isThere ? entries.get(wrong.key()) : item,
          isThere ? wrong.key() : "metrics",
          wrong.getMessage());
    }
    return null;
  }

  private boolean problem(Declared at, String key, String text) {
    problems.accept(at.place() + key + ": " + text);
    return false;
  }
}
