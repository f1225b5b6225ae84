package io.pillion.rules;

import io.pillion.config.Declared;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * What stands behind one key of a rule, and where. What is wrong with it is a {@link WrongField}.
 */
final class Field {
  private final String key;
  private final Declared at;

  /**
   * @param key by which a problem is told
   */
  Field(String key, Declared at) {
    this.key = key;
    this.at = at;
  }

  WrongField wrong(String text) {
    return new WrongField(at, key, text);
  }

  String text() {
    if (at.text() == null) {
      throw wrong("found is " + at.shown() + "; allowed is one value");
    }
    return at.text();
  }

  /**
   * What the text means.
   *
   * @param parser throws an IllegalArgumentException that says what is wrong
   */
  <T> T as(Function<String, T> parser) {
    try {
      return parser.apply(text());
    } catch (WrongField known) {
      throw known;
    } catch (IllegalArgumentException wrong) {
      throw wrong(wrong.getMessage());
    }
  }

  /** The items of a list, or the one value. */
  Field[] items() {
    List<Declared> items = at.items() == null ? Collections.singletonList(at) : at.items();
    Field[] fields = new Field[items.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = new Field(key, items.get(i));
    }
    return fields;
  }

  /** Numbers in ascending order. */
  double[] numbers(double least, double most) {
    Field[] items = items();
    String range = least == 0 ? " from 0 to 1" : "";
    String allowed = "; allowed are numbers" + range + " in ascending order";
    double[] numbers = new double[items.length];
    for (int i = 0; i < numbers.length; i++) {
      String text = items[i].text();
      try {
        numbers[i] = Double.parseDouble(text);
      } catch (NumberFormatException none) {
        throw items[i].wrong("\"" + text + "\" is not a number" + allowed);
      }
      if (!(numbers[i] >= least && numbers[i] <= most) || (i > 0 && numbers[i] <= numbers[i - 1])) {
        throw items[i].wrong("\"" + text + "\" is out of order or range" + allowed);
      }
    }
    if (numbers.length == 0) {
      throw wrong("found is an empty list" + allowed);
    }
    return numbers;
  }
}
