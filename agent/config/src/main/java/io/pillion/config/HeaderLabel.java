package io.pillion.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A label of the HTTP metrics whose value a request's header gives, as long as it is one of a list.
 * ConfigValue {@code tenant=X-Tenant:acme|globex}.
 */
public final class HeaderLabel {
  /** How many series there may be of each one that there would be without. */
  static final int MOST_COMBINATIONS = 200;

  // RFC 9110 section 5.6.2, without the separator of values
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`~0-9A-Za-z-]+");

  private final String name;
  private final String header;
  private final List<String> allowed;

  private HeaderLabel(String name, String header, List<String> allowed) {
    this.name = name;
    this.header = header;
    this.allowed = Collections.unmodifiableList(allowed);
  }

  static List<HeaderLabel> parse(List<String> items) {
    List<HeaderLabel> labels = new ArrayList<>();
    Set<String> names = new HashSet<>();
    int combinations = 1;
    for (int i = 0; i < items.size(); i++) {
      HeaderLabel label;
      try {
        label = parse(items.get(i));
      } catch (IllegalArgumentException wrong) {
        throw new WrongItem(i, wrong.getMessage());
      }
      if (!names.add(label.name)) {
        throw new WrongItem(i, "\"" + label.name + "\" is given twice");
      }
      combinations *= label.allowed.size() + 2; // and absent, and _OTHER
      if (combinations > MOST_COMBINATIONS) {
        throw new WrongItem(
            i, "with \"" + label.name + "\" there are " + combinations + " combinations of values");
      }
      labels.add(label);
    }
    return Collections.unmodifiableList(labels);
  }

  private static HeaderLabel parse(String item) {
    int equals = item.indexOf('=');
    int colon = item.indexOf(':', equals + 1);
    if (equals < 0 || colon < 0) {
      throw new IllegalArgumentException("\"" + item + "\" is not name=header:value|value");
    }
    String name = item.substring(0, equals);
    if (!Converters.isFreeLabelName(name)) {
      throw new IllegalArgumentException("\"" + name + "\" cannot be a label of a header's");
    }
    String header = item.substring(equals + 1, colon);
    if (!HEADER.matcher(header).matches()) {
      throw new IllegalArgumentException("\"" + header + "\" is no header's name");
    }
    List<String> allowed = Arrays.asList(item.substring(colon + 1).split("\\|", -1));
    if (allowed.contains("")) {
      throw new IllegalArgumentException("\"" + item + "\" lacks a value");
    }
    if (new HashSet<>(allowed).size() < allowed.size()) {
      throw new IllegalArgumentException("\"" + item + "\" has a value twice");
    }
    if (allowed.size() > MOST_COMBINATIONS) {
      throw new IllegalArgumentException("\"" + name + "\" has " + allowed.size() + " values");
    }
    return new HeaderLabel(name, header, allowed);
  }

  public String name() {
    return name;
  }

  /** In any case. */
  public String header() {
    return header;
  }

  /** The values that are shown as they are. */
  public List<String> allowed() {
    return allowed;
  }
}
