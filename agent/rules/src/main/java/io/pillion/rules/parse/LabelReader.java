package io.pillion.rules.parse;

import io.pillion.config.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads what stands behind the key {@code labels} of a rule. Throws what {@link YamlNode} throws.
 */
final class LabelReader {
  private static final Pattern NAME =
      Pattern.compile("(?!__|(?:le|quantile)$)[a-zA-Z_][a-zA-Z0-9_]*");
  private static final Pattern LIMIT = Pattern.compile("[1-9]\\d{0,3}|10000");
  private static final List<String> KEYS = Arrays.asList("value", "limit", "allow");

  private LabelReader() {}

  static List<LabelRule> read(YamlNode labels) {
    if (!labels.isMap()) {
      throw labels.notAllowed("a map such as {kind: arg0}");
    }
    List<LabelRule> rules = new ArrayList<>();
    for (String name : labels.names()) {
      rules.add(label(name, labels.entry(name)));
    }
    return rules;
  }

  private static LabelRule label(String name, YamlNode label) {
    if (!NAME.matcher(name).matches()) {
      throw label.wrong(
          "\""
              + name
              + "\" is no label's name; allowed are letters, digits and _, not __ in front, and not"
              + " le or quantile");
    }
    if (!label.isMap()) {
      return new LabelRule(name, label.as(Source::parse), LabelRule.DEFAULT_LIMIT, null);
    }
    label.requireKnown(KEYS);
    if (!label.has("value")) {
      throw label.wrong("the key value is missing; allowed is " + Source.ALLOWED);
    }
    Source source = label.entry("value").as(Source::parse);
    int limit = label.entry("limit", LabelReader::limit, LabelRule.DEFAULT_LIMIT);
    return new LabelRule(name, source, limit, label.has("allow") ? allowed(label) : null);
  }

  private static int limit(String text) {
    if (!LIMIT.matcher(text).matches()) {
      throw new WrongText(text, "is no limit; allowed is a whole number from 1 to 10000");
    }
    return Integer.parseInt(text);
  }

  private static Set<String> allowed(YamlNode label) {
    Set<String> values = new LinkedHashSet<>();
    for (YamlNode value : label.entry("allow").items()) {
      values.add(value.text());
    }
    return values;
  }
}
