package io.pillion.rules.parse;

import io.pillion.config.Names;
import io.pillion.config.YamlNode;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * A part of the file, the keys that lead to it from the rule, and where it stands. What is wrong
 * with it is an IllegalArgumentException, whose message is a line for the user.
 */
final class Field {
  private final String key;
  private final String prefix;
  private final YamlNode at;

  private Field(String key, String prefix, YamlNode at) {
    this.key = key;
    this.prefix = prefix;
    this.at = at;
  }

  /** All of the rules, or one rule: its keys are told without this one in front. */
  static Field root(String key, YamlNode at) {
    return new Field(key, "", at);
  }

  IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(at.place() + key + ": " + text);
  }

  IllegalArgumentException notAllowed(String allowed) {
    return wrong("found is " + at.shown() + "; allowed is " + allowed);
  }

  /** What is wrong with an entry, which need not be there. */
  IllegalArgumentException wrongEntry(String name, String text) {
    return has(name) ? entry(name).wrong(text) : wrong(text);
  }

  /** There is no key of this entry's name. */
  IllegalArgumentException unknownEntry(String name, List<String> known) {
    return entry(name).wrong("there is no such key; " + Names.suggest(name, known));
  }

  boolean isMap() {
    return at.entries() != null;
  }

  /** Of a map, in the order written. */
  Set<String> names() {
    return at.entries().keySet();
  }

  boolean has(String name) {
    return at.entries().containsKey(name);
  }

  Field entry(String name) {
    String path = prefix + name;
    return new Field(path, path + ".", at.entries().get(name));
  }

  /** The items of a list, or the one value. */
  Field[] items() {
    List<YamlNode> items = at.items() == null ? Collections.singletonList(at) : at.items();
    Field[] fields = new Field[items.size()];
    Arrays.setAll(fields, i -> new Field(key, prefix, items.get(i)));
    return fields;
  }

  boolean isList() {
    return at.items() != null;
  }

  String text() {
    if (at.text() == null) {
      throw notAllowed("one value");
    }
    return at.text();
  }

  /**
   * What the text means.
   *
   * @param parser throws an IllegalArgumentException that says what is wrong
   */
  <T> T as(Function<String, T> parser) {
    String text = text();
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException wrong) {
      throw wrong(wrong.getMessage());
    }
  }

  /** The text of an entry, or what stands for one that is not there. */
  <T> T entry(String name, Function<String, T> parser, T otherwise) {
    return has(name) ? entry(name).as(parser) : otherwise;
  }

  /** Numbers in ascending order. */
  double[] numbers(double least, double most) {
    Field[] items = items();
    String range = least == 0 ? " from 0 to 1" : "";
    String allowed = "; allowed are numbers" + range + " in ascending order";
    double[] numbers = new double[items.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = items[i].as(text -> number(text, allowed));
      if (!(numbers[i] >= least && numbers[i] <= most) || (i > 0 && numbers[i] <= numbers[i - 1])) {
        throw items[i].wrong("\"" + items[i].text() + "\" is out of order or range" + allowed);
      }
    }
    if (numbers.length == 0) {
      throw wrong("found is an empty list" + allowed);
    }
    return numbers;
  }

  private static double number(String text, String allowed) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException none) {
      throw new WrongText(text, "is not a number" + allowed);
    }
  }
}
