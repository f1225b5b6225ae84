package io.pillion.export.protobuf;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.model.snapshots.DistributionDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.SnapshotEscaper;

/** What several messages have in them: labels, exemplars, points in time, a count and a sum. */
final class SharedMessages {
  private final MessageBuffer out;
  private final EscapingScheme scheme;

  SharedMessages(MessageBuffer out, EscapingScheme scheme) {
    this.out = out;
    this.scheme = scheme;
  }

  void labels(Labels labels) {
    for (int i = 0; i < labels.size(); i++) {
      label(SnapshotEscaper.getSnapshotLabelName(labels, i, scheme), labels.getValue(i));
    }
  }

  void label(String name, String value) {
    int label = out.begin(1);
    out.string(1, name);
    out.string(2, value);
    out.end(label);
  }

  void countAndSum(DistributionDataPointSnapshot data) {
    if (data.hasCount()) {
      out.varint(1, data.getCount());
    }
    if (data.hasSum()) {
      out.fixed64(2, data.getSum());
    }
  }

  /**
   * @param exemplar null for none
   */
  void exemplar(int field, Exemplar exemplar) {
    if (exemplar == null) {
      return;
    }
    int message = out.begin(field);
    labels(exemplar.getLabels());
    out.fixed64(2, exemplar.getValue());
    if (exemplar.hasTimestamp()) {
      timestamp(3, exemplar.getTimestampMillis());
    }
    out.end(message);
  }

  /** A google.protobuf.Timestamp, whose zeros are not written. */
  void timestamp(int field, long millis) {
    int timestamp = out.begin(field);
    if (millis / 1000 != 0) {
      out.varint(1, millis / 1000);
    }
    if (millis % 1000 != 0) {
      out.varint(2, millis % 1000 * 1_000_000);
    }
    out.end(timestamp);
  }
}
