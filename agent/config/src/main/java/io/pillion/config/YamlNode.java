package io.pillion.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A part of a YAML file, and where it stands: a text, a list or a map of such. Placeholders are
 * filled. Immutable.
 */
public final class YamlNode {
  private final String place;
  private final String text;
  private final List<YamlNode> items;
  private final Map<String, YamlNode> entries;

  private YamlNode(String place, String text, List<YamlNode> items, Map<String, YamlNode> entries) {
    this.place = place;
    this.text = text;
    this.items = items;
    this.entries = entries;
  }

  /**
   * @param place where it stands, to be read before what is wrong with it
   */
  static YamlNode text(String place, String text) {
    return new YamlNode(place, text, null, null);
  }

  static YamlNode list(String place, List<YamlNode> items) {
    return new YamlNode(place, null, Collections.unmodifiableList(items), null);
  }

  static YamlNode map(String place, Map<String, YamlNode> entries) {
    return new YamlNode(place, null, null, Collections.unmodifiableMap(entries));
  }

  /** File, line and column, to be followed by what is wrong there. */
  public String place() {
    return place;
  }

  /** For a message to whoever wrote it. */
  public String shown() {
    if (text != null) {
      return "\"" + text + "\"";
    }
    return items == null ? "a map" : items.isEmpty() ? "an empty list" : "a list";
  }

  /** Null if it is a list or a map. */
  public String text() {
    return text;
  }

  /** Null if it is a text or a map. */
  public List<YamlNode> items() {
    return items;
  }

  /** In the order written; null if it is a text or a list. */
  public Map<String, YamlNode> entries() {
    return entries;
  }
}
