package io.pillion.export.protobuf;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SnapshotEscaper;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;

/** The message MetricFamily: a name, its help text and type, and its metrics. */
final class MetricFamily {
  // the enum MetricType
  private static final int COUNTER = 0;
  private static final int GAUGE = 1;
  private static final int SUMMARY = 2;
  private static final int UNTYPED = 3;
  private static final int HISTOGRAM = 4;
  private static final int GAUGE_HISTOGRAM = 5;

  private final MessageBuffer out;
  private final EscapingScheme scheme;
  private final Metric metric;

  MetricFamily(MessageBuffer out, EscapingScheme scheme) {
    this.out = out;
    this.scheme = scheme;
    this.metric = new Metric(out, new SharedMessages(out, scheme));
  }

  /**
   * An empty message if there is no metric.
   *
   * @param originalName the family's name, not escaped
   */
  void write(MetricSnapshot snapshot, String originalName) {
    MetricMetadata metadata = snapshot.getMetadata();
    out.string(1, name(snapshot, originalName));
    if (metadata.getHelp() != null) {
      out.string(2, metadata.getHelp());
    }
    out.varint(3, type(snapshot));
    int size = out.size();
    for (DataPointSnapshot data : snapshot.getDataPoints()) {
      metric.write(data, metadata.getPrometheusName());
    }
    if (out.size() == size) {
      out.clear();
    }
  }

  private String name(MetricSnapshot snapshot, String originalName) {
    MetricMetadata metadata = snapshot.getMetadata();
    if (snapshot instanceof GaugeSnapshot) {
      return SnapshotEscaper.getLegacyGaugeName(metadata, originalName, scheme);
    }
    String name = SnapshotEscaper.getMetadataName(metadata, scheme);
    if (snapshot instanceof CounterSnapshot) {
      return withSuffix(name, "_total", metadata);
    }
    return snapshot instanceof InfoSnapshot ? withSuffix(name, "_info", metadata) : name;
  }

  private String withSuffix(String name, String suffix, MetricMetadata metadata) {
    String full = SnapshotEscaper.getExpositionBaseMetadataName(metadata, scheme);
    return full.endsWith(suffix) ? full : name + suffix;
  }

  private static int type(MetricSnapshot snapshot) {
    if (snapshot instanceof CounterSnapshot) {
      return COUNTER;
    }
    if (snapshot instanceof SummarySnapshot) {
      return SUMMARY;
    }
    if (snapshot instanceof HistogramSnapshot) {
      return ((HistogramSnapshot) snapshot).isGaugeHistogram() ? GAUGE_HISTOGRAM : HISTOGRAM;
    }
    return snapshot instanceof UnknownSnapshot ? UNTYPED : GAUGE;
  }
}
