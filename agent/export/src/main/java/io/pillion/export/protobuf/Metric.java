package io.pillion.export.protobuf;

import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;

/** The message Metric: labels, and a value of the type that its family has. */
final class Metric {
  private static final int METRIC = 4; // of a family
  private static final int GAUGE = 2;
  private static final int UNTYPED = 5;

  private final MessageBuffer out;
  private final SharedMessages shared;
  private final Histogram histogram;

  Metric(MessageBuffer out, SharedMessages shared) {
    this.out = out;
    this.shared = shared;
    this.histogram = new Histogram(out, shared);
  }

  /**
   * @param family the name of the metric's family
   */
  void write(DataPointSnapshot data, String family) {
    if (data instanceof StateSetDataPointSnapshot) {
      states((StateSetDataPointSnapshot) data, family);
    } else if (!isEmpty(data)) {
      int metric = out.begin(METRIC);
      shared.labels(data.getLabels());
      value(data);
      out.end(metric);
    }
  }

  private static boolean isEmpty(DataPointSnapshot data) {
    if (!(data instanceof SummaryDataPointSnapshot)) {
      return false;
    }
    SummaryDataPointSnapshot summary = (SummaryDataPointSnapshot) data;
    return !summary.hasCount() && !summary.hasSum() && summary.getQuantiles().size() == 0;
  }

  /** Each is a metric, with the family's name as the label that names it. */
  private void states(StateSetDataPointSnapshot data, String family) {
    for (int i = 0; i < data.size(); i++) {
      int metric = out.begin(METRIC);
      shared.labels(data.getLabels());
      shared.label(family, data.getName(i));
      number(GAUGE, data.isTrue(i) ? 1 : 0);
      scrapeTimestamp(data);
      out.end(metric);
    }
  }

  private void value(DataPointSnapshot data) {
    if (data instanceof UnknownDataPointSnapshot) {
      number(UNTYPED, ((UnknownDataPointSnapshot) data).getValue());
      return; // without a timestamp, in client_java
    }
    if (data instanceof CounterDataPointSnapshot) {
      counter((CounterDataPointSnapshot) data);
    } else if (data instanceof GaugeDataPointSnapshot) {
      number(GAUGE, ((GaugeDataPointSnapshot) data).getValue());
    } else if (data instanceof SummaryDataPointSnapshot) {
      summary((SummaryDataPointSnapshot) data);
    } else if (!(data instanceof HistogramDataPointSnapshot)) {
      number(GAUGE, 1); // an info metric
    }
    scrapeTimestamp(data);
    if (data instanceof HistogramDataPointSnapshot) {
      histogram.write((HistogramDataPointSnapshot) data);
    }
  }

  private void number(int field, double value) {
    int message = out.begin(field);
    out.fixed64(1, value);
    out.end(message);
  }

  private void counter(CounterDataPointSnapshot data) {
    int counter = out.begin(3);
    out.fixed64(1, data.getValue());
    shared.exemplar(2, data.getExemplar());
    if (data.hasCreatedTimestamp()) {
      shared.timestamp(3, data.getCreatedTimestampMillis());
    }
    out.end(counter);
  }

  private void summary(SummaryDataPointSnapshot data) {
    int summary = out.begin(4);
    shared.countAndSum(data);
    for (Quantile each : data.getQuantiles()) {
      int quantile = out.begin(3);
      out.fixed64(1, each.getQuantile());
      out.fixed64(2, each.getValue());
      out.end(quantile);
    }
    out.end(summary);
  }

  private void scrapeTimestamp(DataPointSnapshot data) {
    if (data.hasScrapeTimestamp()) {
      out.varint(6, data.getScrapeTimestampMillis());
    }
  }
}
