package io.pillion.rules;

import io.pillion.config.Declared;
import io.pillion.config.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads what stands behind the key {@code labels} of a rule. All methods throw WrongField. */
final class LabelFields {
  private static final Pattern NAME = Pattern.compile("(?!__)[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern LIMIT = Pattern.compile("[1-9]\\d{0,3}|10000");
  private static final List<String> KEYS = Arrays.asList("value", "limit", "allow");

  private LabelFields() {}

  static List<LabelRule> read(Declared labels) {
    if (labels.entries() == null) {
      throw new WrongField(
          labels,
          "labels",
          "found is " + labels.shown() + "; allowed is a map such as {kind: arg0}");
    }
    List<LabelRule> rules = new ArrayList<>();
    labels.entries().forEach((name, at) -> rules.add(label(name, at)));
    return rules;
  }

  private static LabelRule label(String name, Declared at) {
    String key = "labels." + name;
    if (!NAME.matcher(name).matches() || name.equals("le") || name.equals("quantile")) {
      throw new WrongField(
          at,
          key,
          "\""
              + name
              + "\" is no label's name; allowed are letters, digits and _, not __ in front, and not"
              + " le or quantile");
    }
    Map<String, Declared> parts = at.entries();
    if (parts == null) {
      Source source = new Field(key, at).as(Source::parse);
      return new LabelRule(name, source, LabelRule.DEFAULT_LIMIT, null);
    }
    parts.forEach(
        (part, value) -> {
          if (!KEYS.contains(part)) {
            throw new WrongField(
                value, key + "." + part, "there is no such key; " + Names.suggest(part, KEYS));
          }
        });
    if (!parts.containsKey("value")) {
      throw new WrongField(at, key, "the key value is missing; allowed is " + Source.ALLOWED);
    }
    Source source = new Field(key + ".value", parts.get("value")).as(Source::parse);
    return new LabelRule(name, source, limit(parts, key), allowed(parts, key));
  }

  private static int limit(Map<String, Declared> parts, String key) {
    return parts.containsKey("limit")
        ? new Field(key + ".limit", parts.get("limit")).as(LabelFields::limit)
        : LabelRule.DEFAULT_LIMIT;
  }

  private static int limit(String text) {
    if (!LIMIT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no limit; allowed is a whole number from 1 to 10000");
    }
    return Integer.parseInt(text);
  }

  private static Set<String> allowed(Map<String, Declared> parts, String key) {
    if (!parts.containsKey("allow")) {
      return null;
    }
    Set<String> values = new LinkedHashSet<>();
    for (Field value : new Field(key + ".allow", parts.get("allow")).items()) {
      values.add(value.text());
    }
    return values;
  }
}
