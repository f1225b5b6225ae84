package io.pillion.config;

import java.util.Collections;
import java.util.List;

/** A value as somebody wrote it, and where. */
final class ConfigValue {
  private final List<String> items;
  private final List<String> places;
  private final String name;
  private final String text;
  private final boolean isSecret;

  /**
   * @param places where each of the items stands, or one place for all of them; {@code ""} if the
   *     name says it
   * @param name how the setting is called there
   * @param text what was found there
   * @param isSecret it is not to be shown
   */
  ConfigValue(List<String> items, List<String> places, String name, String text, boolean isSecret) {
    this.items = items;
    this.places = places;
    this.name = name;
    this.text = isSecret ? Secrets.HIDDEN : text.replaceAll("\\s*\\R\\s*", " ");
    this.isSecret = isSecret;
  }

  /**
   * @param name how whoever wrote it would call it, such as {@code agent argument port}
   */
  static ConfigValue text(Setting<?> setting, String text, String name) {
    List<String> items = setting.items(text);
    List<String> shown = Secrets.shown(items);
    String found = shown.equals(items) ? text : String.join(" ", shown);
    return new ConfigValue(items, Collections.singletonList(""), name, found, false);
  }

  /** The value that stands where none was written. */
  static ConfigValue ofDefault(Setting<?> setting, String source) {
    return new ConfigValue(
        setting.defaultItems(), Collections.singletonList(""), source, "", false);
  }

  boolean isSecret() {
    return isSecret;
  }

  List<String> items() {
    return items;
  }

  /** Where it was written: the place in a file, or what says it itself. */
  String source() {
    String place = places.get(0);
    return place.isEmpty() ? name : place.substring(0, place.lastIndexOf(':'));
  }

  /** Says what is wrong with it, and what would not be. */
  String problem(Setting<?> setting, IllegalArgumentException wrong) {
    int item = wrong instanceof WrongItem ? ((WrongItem) wrong).item() : 0;
    return places.get(Math.min(item, places.size() - 1))
        + name
        + "="
        + text
        + ": "
        + wrong.getMessage()
        + "; allowed is "
        + setting.allowed();
  }
}
