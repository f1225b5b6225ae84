package io.pillion.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A part of a YAML file, the keys that lead to it, and where it stands: a text, a list or a map of
 * such. Placeholders are filled. What is wrong with it is an IllegalArgumentException, whose
 * message is a line for whoever wrote it. Immutable.
 */
public final class YamlNode {
  private final String place;
  private final String key;
  private final String text;
  private final List<YamlNode> items;
  private final Map<String, YamlNode> entries;

  /**
   * @param place file, line and column, to be read before what is wrong there
   * @param text null if it is a list or a map, as is each of the following if it is not
   */
  YamlNode(
      String place, String key, String text, List<YamlNode> items, Map<String, YamlNode> entries) {
    this.place = place;
    this.key = key;
    this.text = text;
    this.items = items;
    this.entries = entries;
  }

  /** File, line and column, to be followed by what is wrong there. */
  public String place() {
    return place;
  }

  public IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(place + key + ": " + what);
  }

  /** Shows what is there: not for a text that may be a secret. */
  public IllegalArgumentException notAllowed(String allowed) {
    String found = items == null ? "a map" : items.isEmpty() ? "an empty list" : "a list";
    String shown = isText() ? "\"" + text + "\"" : found;
    return wrong("found is " + shown + "; allowed is " + allowed);
  }

  /** What is wrong with an entry, which need not be there. */
  public IllegalArgumentException wrongEntry(String name, String what) {
    return has(name) ? entry(name).wrong(what) : wrong(what);
  }

  /** There is no key of this entry's name. */
  public IllegalArgumentException unknownEntry(String name, List<String> known) {
    return entry(name).wrong("there is no such key; " + Names.suggest(name, known));
  }

  public boolean isMap() {
    return entries != null;
  }

  /** Of a map, in the order written. */
  public Set<String> names() {
    return entries.keySet();
  }

  public boolean has(String name) {
    return entries.containsKey(name);
  }

  public YamlNode entry(String name) {
    return entries.get(name);
  }

  /** What the text of an entry means, or what stands for one that is not there. */
  public <T> T entry(String name, Function<String, T> parser, T otherwise) {
    return has(name) ? entry(name).as(parser) : otherwise;
  }

  /** Throws for the first entry of a map whose name is none of these. */
  public void requireKnown(List<String> known) {
    for (String name : names()) {
      if (!known.contains(name)) {
        throw unknownEntry(name, known);
      }
    }
  }

  public boolean isList() {
    return items != null;
  }

  /** The items of a list, or the one value. */
  public List<YamlNode> items() {
    return items == null ? Collections.singletonList(this) : items;
  }

  boolean isText() {
    return text != null;
  }

  public String text() {
    if (text == null) {
      throw notAllowed("one value");
    }
    return text;
  }

  /**
   * What the text means.
   *
   * @param parser throws an IllegalArgumentException that says what is wrong
   */
  public <T> T as(Function<String, T> parser) {
    String given = text();
    try {
      return parser.apply(given);
    } catch (IllegalArgumentException wrong) {
      throw wrong(wrong.getMessage());
    }
  }
}
