package io.pillion.metrics;

import io.pillion.api.RequestReader;
import io.pillion.config.HeaderLabel;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Labels that request headers give. Each of them has the listed values, {@code ""} where the header
 * is absent and {@code _OTHER}, so that the number of combinations is known beforehand: a request's
 * one is a number, which is found without an allocation.
 */
final class HeaderLabels {
  private final HeaderLabel[] declared;
  private final LabelValues[] labels;

  HeaderLabels(List<HeaderLabel> declared) {
    this.declared = declared.toArray(new HeaderLabel[0]);
    this.labels = new LabelValues[this.declared.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new LabelValues();
      labels[i].keepOnly(this.declared[i].allowed());
    }
  }

  /** The combination that a request has, from 0. */
  <E> int of(E exchange, RequestReader<E> reader) {
    int combination = 0;
    for (int i = 0; i < labels.length; i++) {
      int value = labels[i].number(reader.requestHeader(exchange, declared[i].header()));
      combination = combination * labels[i].size() + value;
    }
    return combination;
  }

  /** The combination of nothing but {@code _OTHER}. */
  int others() {
    int combination = 0;
    for (LabelValues label : labels) {
      combination = combination * label.size() + LabelValues.OTHERS;
    }
    return combination;
  }

  /** The labels of a combination. */
  Labels labels(int combination) {
    String[] names = new String[labels.length];
    String[] values = new String[labels.length];
    int rest = combination;
    for (int i = labels.length - 1; i >= 0; i--) {
      String value = labels[i].value(rest % labels[i].size());
      names[i] = declared[i].name();
      values[i] = value == null ? "" : value;
      rest /= labels[i].size();
    }
    return Labels.of(names, values);
  }

  /** Requests with a value that is not listed, by label. */
  Map<String, Long> overflow() {
    Map<String, Long> overflow = new TreeMap<>();
    for (int i = 0; i < labels.length; i++) {
      overflow.put("http.labels." + declared[i].name(), labels[i].overflow());
    }
    return overflow;
  }
}
