package io.pillion.config;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A part of the configuration file that is no setting, and where it stands: a text, a list or a map
 * of such. Placeholders are filled. Immutable.
 */
public final class Declared {
  private final String place;
  private final String text;
  private final List<Declared> items;
  private final Map<String, Declared> entries;

  private Declared(String place, String text, List<Declared> items, Map<String, Declared> entries) {
    this.place = place;
    this.text = text;
    this.items = items;
    this.entries = entries;
  }

  /**
   * @param place where it stands, to be read before what is wrong with it
   */
  static Declared text(String place, String text) {
    return new Declared(place, text, null, null);
  }

  static Declared list(String place, List<Declared> items) {
    return new Declared(place, null, Collections.unmodifiableList(items), null);
  }

  static Declared map(String place, Map<String, Declared> entries) {
    return new Declared(place, null, null, Collections.unmodifiableMap(entries));
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
  public List<Declared> items() {
    return items;
  }

  /** In the order written; null if it is a text or a list. */
  public Map<String, Declared> entries() {
    return entries;
  }
}
