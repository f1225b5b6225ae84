package io.pillion.rules.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A file of good rules in which one has a mistake, and what a user must be told of it. The same
 * number always makes the same file.
 */
record MalformedRule(String yaml, int line, String key, String found, String allowed) {
  /** Every form of a rule; values as they are written. */
  private static final List<String> FORMS =
      List.of(
          "type: counter; class: io.shop.Orders; method: place",
          "type: counter; class: io.shop.Orders; method: [place, change(int)]; value: arg0",
          "type: counter; help: Orders; implements: io.shop.Handler; method: handle",
          "type: counter; class: io.shop.Orders; method: place; labels: {kind: arg0}",
          "type: counter; class: io.shop.Orders; method: pay; when: threw; labels: {how: thrown}",
          "type: gauge; class: io.shop.Orders; method: place; value: return",
          "type: gauge; class: io.shop.Orders; follow: this.queue.size()",
          "type: gauge; extends: io.shop.Base; method: new; value: this.total",
          "type: histogram; class: io.shop.Orders; method: place; buckets: [1, 2, 5]",
          "type: histogram; annotated: io.shop.Timed; when: always",
          "type: summary; class: io.shop.Orders; method: place; quantiles: [0.5, 0.99]",
          "type: counter; annotated: io.shop.Timed; method: run(String[]); when: threw java.io.IOE",
          "type: counter; class: io.shop.A$B; method: run; labels: {a: {value: arg0, limit: 7}}",
          "type: counter; class: io.shop.A; method: run; labels: {a: {value: arg0, allow: [x]}}");

  private static final String THERE_ARE = "there are name, type, help, class, extends";

  /**
   * What is wrong, and what the message has to say: key, value, its part shown, what is allowed.
   */
  private static final List<String[]> VALUES =
      List.of(
          value("name", "a-b", "\"a-b\"", "allowed are letters, digits, _ and :"),
          value("name", "9lives", "\"9lives\"", "allowed are letters"),
          value("name", "jvm_threads", "\"jvm_threads\"", "allowed is what does not begin with"),
          value("name", "[a, b]", "a list", "allowed is one value"),
          value("type", "gouge", "\"gouge\"", "did you mean gauge? there are counter, gauge"),
          value("type", "Counter", "\"Counter\"", "did you mean counter?"),
          value("type", "{counter: 1}", "a map", "allowed is one value"),
          value("class", "io/shop/Orders", "\"io/shop/Orders\"", "allowed is one such as"),
          value("class", "io.shop.*", "\"io.shop.*\"", "allowed is one such as"),
          value("class", "[io.shop.A]", "a list", "allowed is one value"),
          value("extends", "9.A", "\"9.A\"", "allowed is one such as io.shop.Order"),
          value("implements", "Handler()", "\"Handler()\"", "allowed is one such as"),
          value("annotated", "'@Timed'", "\"@Timed\"", "allowed is one such as"),
          value("help", "[a, b]", "a list", "allowed is one value"),
          value("method", "place(", "\"place(\"", "allowed is a method's name"),
          value("method", "[place, 'a b']", "\"a b\"", "allowed is a method's name"),
          value("method", "{place: int}", "a map", "allowed is one value"),
          value("when", "failed", "\"failed\"", "allowed is returned, threw"),
          value("when", "threw a b", "\"threw a b\"", "allowed is returned, threw"),
          value("value", "args0", "\"args0\"", "allowed is calls, duration"),
          value("value", "arg0.", "\"arg0.\"", "allowed is calls"),
          value("value", "duration.size()", "\"duration.size()\"", "allowed is that alone"),
          value("value", "this.get(1)", "\"this.get(1)\"", "allowed is calls"),
          value("follow", "arg0.size()", "\"arg0.size()\"", "allowed is this"),
          value("follow", "queue", "\"queue\"", "allowed is calls"),
          value("buckets", "[2, 1]", "\"1\"", "allowed are numbers in ascending order"),
          value("buckets", "[1, many]", "\"many\"", "allowed are numbers"),
          value("buckets", "[]", "an empty list", "allowed are numbers"),
          value("buckets", "[NaN]", "\"NaN\"", "allowed are numbers"),
          value("quantiles", "[0.5, 1.5]", "\"1.5\"", "allowed are numbers from 0 to 1"),
          value("quantiles", "{p: 1}", "a map", "allowed is one value"),
          value("labels", "[kind]", "a list", "allowed is a map such as"),
          value("labels", "kind", "\"kind\"", "allowed is a map such as"),
          value("labels", "{le: arg0}", "\"le\"", "allowed are letters, digits and _"),
          value("labels", "{a-b: arg0}", "\"a-b\"", "allowed are letters, digits and _"),
          value("labels", "{__a: arg0}", "\"__a\"", "allowed are letters"),
          value("labels", "{a: argument}", "\"argument\"", "allowed is calls"),
          value("labels", "{a: duration}", "\"duration\"", "allowed is return, this"),
          value("labels", "{a: {limit: 3}}", "the key value is missing", "allowed is calls"),
          value("labels", "{a: {value: arg0, limt: 3}}", "limt", "did you mean limit?"),
          value("labels", "{a: {value: arg0, limit: 0}}", "\"0\"", "from 1 to 10000"),
          value("labels", "{a: {value: arg0, limit: all}}", "\"all\"", "from 1 to 10000"),
          value("labels", "{a: {value: arg0, allow: {x: y}}}", "a map", "allowed is one value"),
          value("labels", "{a: {value: [arg0]}}", "a list", "allowed is one value"));

  private static final List<String> NEEDED = List.of("name", "type", "class", "method", "value");

  private static String[] value(String... parts) {
    return parts;
  }

  static MalformedRule of(int number) {
    Random random = new Random(number);
    Map<String, String> rule = form(random.nextInt(FORMS.size()), "wrong_total");
    return switch (number % 5) {
      case 0 -> misspelt(rule, random);
      case 1 -> contradicting(rule, random);
      case 2 -> lacking(rule, random);
      default -> {
        String[] value = VALUES.get((number / 5 * 2 + number % 5 - 3) % VALUES.size());
        yield file(fitting(value[0], random), value, random);
      }
    };
  }

  private static Map<String, String> form(int number, String name) {
    Map<String, String> rule = new LinkedHashMap<>(Map.of("name", name));
    for (String part : FORMS.get(number).split("; ", -1)) {
      int colon = part.indexOf(": ");
      rule.put(part.substring(0, colon), part.substring(colon + 2));
    }
    if (!rule.get("type").equals("counter")) {
      rule.put("name", name.replace("_total", "_now"));
    }
    return rule;
  }

  /** A rule in which a key may stand, so that nothing is wrong but its value. */
  private static Map<String, String> fitting(String key, Random random) {
    List<Map<String, String>> rules = new ArrayList<>();
    for (int i = 0; i < FORMS.size(); i++) {
      rules.add(form(i, "wrong_total"));
    }
    boolean everywhere = key.equals("help") || key.equals("labels") || key.equals("value");
    rules.removeIf(rule -> everywhere ? rule.containsKey("follow") : !rule.containsKey(key));
    if (key.equals("when")) {
      rules.removeIf(rule -> rule.containsKey("labels"));
    }
    return rules.get(random.nextInt(rules.size()));
  }

  private static MalformedRule misspelt(Map<String, String> rule, Random random) {
    List<String> keys = new ArrayList<>(rule.keySet());
    String key = keys.get(random.nextInt(keys.size()));
    int at = random.nextInt(key.length() - 1);
    String wrong =
        switch (random.nextInt(4)) {
          case 0 -> key.substring(0, at) + key.substring(at + 1);
          case 1 -> key.substring(0, at + 1) + key.substring(at);
          case 2 -> key.substring(0, at) + "x" + key.substring(at + 1);
          default -> key.toUpperCase(java.util.Locale.ROOT);
        };
    Map<String, String> renamed = new LinkedHashMap<>();
    rule.forEach((name, value) -> renamed.put(name.equals(key) ? wrong : name, value));
    String[] told = value(wrong, renamed.get(wrong), "did you mean " + key + "?", THERE_ARE);
    return file(renamed, told, random);
  }

  private static MalformedRule contradicting(Map<String, String> rule, Random random) {
    boolean isGauge = rule.get("type").equals("gauge");
    return switch (random.nextInt(6)) {
      case 0 ->
          file(
              form(random.nextInt(8), "wrong_total"),
              value("buckets", "[1, 2]", "has none", "allowed are buckets of a histogram"),
              random);
      case 1 ->
          file(
              form(random.nextInt(8), "wrong_total"),
              value("quantiles", "[0.5]", "has none", "allowed are quantiles of a summary"),
              random);
      case 2 -> {
        rule.remove("follow");
        rule.remove("value");
        rule.put("method", "place");
        rule.put("when", "always");
        rule.remove("labels");
        yield file(
            rule, value("value", "return", "\"return\"", "without \"when: always\""), random);
      }
      case 3 -> {
        rule.remove("value");
        yield isGauge
            ? file(
                form(6, "wrong_total"),
                value("value", "this.a", "cannot stand beside value", "allowed is one"),
                "follow",
                random)
            : file(
                rule,
                value("follow", "this.a", "\"this.a\"", "allowed is that for a gauge"),
                random);
      }
      case 4 -> {
        rule.put("extends", "io.shop.Base");
        rule.remove("implements");
        yield file(
            rule,
            value("implements", "io.shop.I", "\"io.shop.I\"", "allowed is one of them"),
            random);
      }
      default ->
          file(
              form(0, "wrong_total"),
              value("labels", "{e: thrown}", "\"thrown\"", "allowed is that with \"when: always\""),
              random);
    };
  }

  private static MalformedRule lacking(Map<String, String> any, Random random) {
    String key = NEEDED.get(random.nextInt(NEEDED.size()));
    Map<String, String> rule =
        key.equals("value") ? form(5, "wrong_now") : form(0, any.get("name"));
    if (random.nextBoolean()) {
      String[] told = value(key, "", "a value is wanted", "for a text of no characters write");
      return file(rule, told, random);
    }
    rule.remove(key);
    MalformedRule file = file(rule, value("", "", key, "allowed is"), random);
    return new MalformedRule(file.yaml, file.line, "metrics", key, "allowed is ");
  }

  private static MalformedRule file(Map<String, String> rule, String[] wrong, Random random) {
    return file(rule, wrong, wrong[0], random);
  }

  /** The rule between good ones, a line for each key. */
  private static MalformedRule file(
      Map<String, String> rule, String[] wrong, String toldOf, Random random) {
    if (!wrong[0].isEmpty()) {
      rule.put(wrong[0], wrong[1]);
    }
    StringBuilder yaml = new StringBuilder("# one rule is wrong\nmetrics:\n");
    for (int i = 0; i < random.nextInt(4); i++) {
      write(form(random.nextInt(FORMS.size()), "good_" + i + "_total"), yaml);
    }
    int line = 1 + (int) yaml.chars().filter(c -> c == '\n').count();
    line += Math.max(0, new ArrayList<>(rule.keySet()).indexOf(toldOf));
    write(rule, yaml);
    write(form(random.nextInt(FORMS.size()), "last_total"), yaml);
    return new MalformedRule(yaml.toString(), line, toldOf, wrong[2], wrong[3]);
  }

  private static void write(Map<String, String> rule, StringBuilder yaml) {
    String indent = "  - ";
    for (Map.Entry<String, String> entry : rule.entrySet()) {
      yaml.append(indent).append(entry.getKey()).append(": ").append(entry.getValue()).append('\n');
      indent = "    ";
    }
  }
}
