package io.pillion.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** From {@code {header: X-Tenant, allow: [acme, globex]}} to the text of a {@link HeaderLabel}. */
final class HeaderLabelYaml {
  private static final List<String> KEYS = Arrays.asList("header", "allow");

  private HeaderLabelYaml() {}

  /** Throws what {@link YamlNode} throws. */
  static String text(YamlNode label) {
    label.requireKnown(KEYS);
    for (String needed : KEYS) {
      if (!label.has(needed)) {
        throw label.wrong(
            "the key " + needed + " is missing; allowed is {header: X-Tenant, allow: [acme]}");
      }
    }
    YamlNode header = label.entry("header");
    if (!header.isText()) {
      throw header.wrong("one value is wanted; allowed is a header's name");
    }
    List<String> values = new ArrayList<>();
    for (YamlNode value : label.entry("allow").items()) {
      if (!value.isText() || value.text().contains("|")) {
        String found = value.isText() ? "\"" + value.text() + "\"" : "a list or a map";
        throw value.wrong(
            found + " is no value; allowed are texts without |, such as [acme, globex]");
      }
      values.add(value.text());
    }
    return header.text() + ":" + String.join("|", values);
  }
}
