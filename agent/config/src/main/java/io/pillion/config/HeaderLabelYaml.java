package io.pillion.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** From {@code {header: X-Tenant, allow: [acme, globex]}} to the text of a {@link HeaderLabel}. */
final class HeaderLabelYaml {
  private static final List<String> KEYS = Arrays.asList("header", "allow");

  private HeaderLabelYaml() {}

  /**
   * @param key by which a problem is told
   * @return null, and a problem, if it is none
   */
  static String text(YamlNode map, String key, Consumer<String> problems) {
    boolean good = true;
    for (Map.Entry<String, YamlNode> entry : map.entries().entrySet()) {
      if (!KEYS.contains(entry.getKey())) {
        good =
            problem(
                entry.getValue(),
                key + "." + entry.getKey(),
                "there is no such key; " + Names.suggest(entry.getKey(), KEYS),
                problems);
      }
    }
    for (String needed : KEYS) {
      if (!map.entries().containsKey(needed)) {
        good =
            problem(
                map,
                key,
                "the key " + needed + " is missing; allowed is {header: X-Tenant, allow: [acme]}",
                problems);
      }
    }
    return good
        ? text(map.entries().get("header"), map.entries().get("allow"), key, problems)
        : null;
  }

  private static String text(
      YamlNode header, YamlNode allow, String key, Consumer<String> problems) {
    if (header.text() == null) {
      problem(header, key + ".header", "one value is wanted; allowed is a header's name", problems);
      return null;
    }
    List<String> values = new ArrayList<>();
    for (YamlNode value :
        allow.items() == null ? Collections.singletonList(allow) : allow.items()) {
      if (value.text() == null || value.text().contains("|")) {
        String found = value.text() == null ? "a list or a map" : "\"" + value.text() + "\"";
        problem(
            value,
            key + ".allow",
            found + " is no value; allowed are texts without |, such as [acme, globex]",
            problems);
        return null;
      }
      values.add(value.text());
    }
    return header.text() + ":" + String.join("|", values);
  }

  private static boolean problem(YamlNode at, String key, String text, Consumer<String> problems) {
    problems.accept(at.place() + key + ": " + text);
    return false;
  }
}
