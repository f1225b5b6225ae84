package io.pillion.metrics;

import io.pillion.api.HttpExchangeReader;
import io.pillion.config.HeaderLabel;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Labels that request headers give. Each of them has the listed values, {@code ""} where the header
 * is absent and {@code _OTHER}, so that the number of combinations is known beforehand: a request's
 * one is a number, which is found without an allocation.
 */
final class HeaderLabels {
  private static final class One {
    final String name;
    final String header;
    final String[] values;
    final Map<String, Integer> listed = new HashMap<>();
    final LongAdder others = new LongAdder();

    One(HeaderLabel label) {
      name = label.name();
      header = label.header();
      values = new String[label.allowed().size() + 2];
      values[0] = "";
      values[1] = Routes.OTHER;
      for (int i = 2; i < values.length; i++) {
        values[i] = label.allowed().get(i - 2);
        listed.put(values[i], i);
      }
    }

    int index(String sent) {
      if (sent == null) {
        return 0;
      }
      Integer index = listed.get(sent);
      if (index == null) {
        others.increment();
        return 1;
      }
      return index;
    }
  }

  private final One[] labels;

  HeaderLabels(List<HeaderLabel> declared) {
    labels = new One[declared.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new One(declared.get(i));
    }
  }

  /** How many there are, of all values with all values; 1 if there are no such labels. */
  int combinations() {
    int combinations = 1;
    for (One label : labels) {
      combinations *= label.values.length;
    }
    return combinations;
  }

  /** The combination that a request has, from 0. */
  <E> int of(E exchange, HttpExchangeReader<E> reader) {
    int combination = 0;
    for (One label : labels) {
      combination =
          combination * label.values.length
              + label.index(reader.requestHeader(exchange, label.header));
    }
    return combination;
  }

  /** The combination of nothing but {@code _OTHER}. */
  int others() {
    int combination = 0;
    for (One label : labels) {
      combination = combination * label.values.length + 1;
    }
    return combination;
  }

  /** The labels of a combination. */
  Labels labels(int combination) {
    String[] names = new String[labels.length];
    String[] values = new String[labels.length];
    int rest = combination;
    for (int i = labels.length - 1; i >= 0; i--) {
      names[i] = labels[i].name;
      values[i] = labels[i].values[rest % labels[i].values.length];
      rest /= labels[i].values.length;
    }
    return Labels.of(names, values);
  }

  /** Requests with a value that is not listed, by label. */
  Map<String, Long> overflow() {
    Map<String, Long> overflow = new TreeMap<>();
    for (One label : labels) {
      overflow.put("http.labels." + label.name, label.others.sum());
    }
    return overflow;
  }
}
