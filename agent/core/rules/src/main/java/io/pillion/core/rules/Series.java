package io.pillion.core.rules;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/** The numbers of one metric, kept by Prometheus's client. Safe for use by any thread. */
final class Series {
  private final Function<String[], DoubleConsumer> points;
  private final Function<String, MetricSnapshot> snapshot;

  private Series(
      Function<String[], DoubleConsumer> points, Function<String, MetricSnapshot> snapshot) {
    this.points = points;
    this.snapshot = snapshot;
  }

  /**
   * @throws IllegalArgumentException if Prometheus does not allow the rule's name or bounds
   */
  static Series of(Rule rule, PrometheusProperties properties, Labels constantLabels) {
    String[] names = rule.labels().stream().map(LabelRule::name).toArray(String[]::new);
    switch (rule.type()) {
      case COUNTER:
        return counter(
            Counter.builder(properties)
                .name(rule.name())
                .labelNames(names)
                .constLabels(constantLabels)
                .withoutExemplars()
                .build());
      case GAUGE:
        return gauge(
            Gauge.builder(properties)
                .name(rule.name())
                .labelNames(names)
                .constLabels(constantLabels)
                .withoutExemplars()
                .build());
      case HISTOGRAM:
        Histogram.Builder histogram =
            Histogram.builder(properties)
                .name(rule.name())
                .labelNames(names)
                .constLabels(constantLabels)
                .withoutExemplars();
        if (rule.buckets() != null) {
          histogram.classicUpperBounds(rule.buckets());
        }
        return histogram(histogram.build());
      default:
        Summary.Builder summary =
            Summary.builder(properties)
                .name(rule.name())
                .labelNames(names)
                .constLabels(constantLabels)
                .withoutExemplars();
        for (double quantile : rule.quantiles()) {
          summary.quantile(quantile);
        }
        return summary(summary.build());
    }
  }

  private static Series counter(Counter counter) {
    return new Series(
        labels -> counter.labelValues(labels)::inc,
        help -> {
          CounterSnapshot now = counter.collect();
          return new CounterSnapshot(metadata(now, help), now.getDataPoints());
        });
  }

  private static Series gauge(Gauge gauge) {
    return new Series(
        labels -> gauge.labelValues(labels)::set,
        help -> {
          GaugeSnapshot now = gauge.collect();
          return new GaugeSnapshot(metadata(now, help), now.getDataPoints());
        });
  }

  private static Series histogram(Histogram histogram) {
    return new Series(
        labels -> histogram.labelValues(labels)::observe,
        help -> {
          HistogramSnapshot now = histogram.collect();
          return new HistogramSnapshot(metadata(now, help), now.getDataPoints());
        });
  }

  private static Series summary(Summary summary) {
    return new Series(
        labels -> summary.labelValues(labels)::observe,
        help -> {
          SummarySnapshot now = summary.collect();
          return new SummarySnapshot(metadata(now, help), now.getDataPoints());
        });
  }

  private static MetricMetadata metadata(MetricSnapshot now, String help) {
    return new MetricMetadata(now.getMetadata().getName(), help);
  }

  /**
   * Where the numbers under some labels' values go.
   *
   * @param labels their values, in the rule's order
   */
  DoubleConsumer point(String[] labels) {
    return points.apply(labels);
  }

  /** The numbers as they are now, under the rule's present help. */
  MetricSnapshot collect(String help) {
    return snapshot.apply(help);
  }
}
