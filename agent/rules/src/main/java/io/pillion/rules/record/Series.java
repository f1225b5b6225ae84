package io.pillion.rules.record;

import static io.prometheus.metrics.core.metrics.Histogram.Builder.DEFAULT_CLASSIC_UPPER_BOUNDS;

import io.pillion.metrics.HybridHistogram;
import io.pillion.metrics.SeriesLimit;
import io.pillion.rules.parse.LabelRule;
import io.pillion.rules.parse.Rule;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.MetricWithFixedMetadata;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleConsumer;
import java.util.function.Function;

/** The numbers of one metric. Safe for use by any thread. */
final class Series {
  private final Function<String[], DoubleConsumer> points;
  private final Function<String, MetricSnapshot> snapshot;
  private final int perPoint;

  /**
   * @param perPoint how many there are for each combination of labels' values, in the text format
   */
  private Series(
      Function<String[], DoubleConsumer> points,
      Function<String, MetricSnapshot> snapshot,
      int perPoint) {
    this.points = points;
    this.snapshot = snapshot;
    this.perPoint = perPoint;
  }

  /**
   * @throws IllegalArgumentException if Prometheus does not allow the rule's name or bounds
   */
  static Series of(Rule rule, PrometheusProperties properties, Labels constantLabels) {
    switch (rule.type()) {
      case COUNTER:
        return counter(
            named(Counter.builder(properties), rule, constantLabels).withoutExemplars().build());
      case GAUGE:
        return gauge(
            named(Gauge.builder(properties), rule, constantLabels).withoutExemplars().build());
      case HISTOGRAM:
        double[] bounds = rule.buckets() == null ? DEFAULT_CLASSIC_UPPER_BOUNDS : rule.buckets();
        Histogram.Builder checked = named(Histogram.builder(properties), rule, constantLabels);
        return histogram(
            checked.classicUpperBounds(bounds).build(), bounds, labelNames(rule), constantLabels);
      default:
        Summary.Builder summary = named(Summary.builder(properties), rule, constantLabels);
        for (double quantile : rule.quantiles()) {
          summary.quantile(quantile);
        }
        return summary(summary.withoutExemplars().build(), rule.quantiles().length);
    }
  }

  private static <B extends MetricWithFixedMetadata.Builder<B, ?>> B named(
      B builder, Rule rule, Labels constantLabels) {
    return builder.name(rule.name()).labelNames(labelNames(rule)).constLabels(constantLabels);
  }

  private static String[] labelNames(Rule rule) {
    return rule.labels().stream().map(LabelRule::name).toArray(String[]::new);
  }

  private static Series counter(Counter counter) {
    String name = name(counter);
    return new Series(
        labels -> counter.labelValues(labels)::inc,
        help ->
            new CounterSnapshot(new MetricMetadata(name, help), counter.collect().getDataPoints()),
        1);
  }

  private static Series gauge(Gauge gauge) {
    String name = name(gauge);
    return new Series(
        labels -> gauge.labelValues(labels)::set,
        help -> new GaugeSnapshot(new MetricMetadata(name, help), gauge.collect().getDataPoints()),
        1);
  }

  private static Series summary(Summary summary, int quantiles) {
    String name = name(summary);
    return new Series(
        labels -> summary.labelValues(labels)::observe,
        help ->
            new SummarySnapshot(new MetricMetadata(name, help), summary.collect().getDataPoints()),
        2 + quantiles);
  }

  /**
   * @param checked a histogram of the client's, which has checked the names and the bounds, and is
   *     not used to count, because it would allocate something for each value
   */
  private static Series histogram(
      Histogram checked, double[] upperBounds, String[] labelNames, Labels constantLabels) {
    String name = name(checked);
    Map<Labels, HybridHistogram> histograms = new ConcurrentHashMap<>();
    if (labelNames.length == 0) {
      // there before it is first called, as those of the client are
      histograms.put(constantLabels, new HybridHistogram(upperBounds));
    }
    return new Series(
        values ->
            histograms.computeIfAbsent(
                    constantLabels.merge(labelNames, values),
                    labels -> new HybridHistogram(upperBounds))
                ::observe,
        help -> {
          List<HistogramDataPointSnapshot> now = new ArrayList<>();
          histograms.forEach(
              (labels, histogram) -> now.add(histogram.snapshot(labels, Exemplars.EMPTY)));
          return new HistogramSnapshot(new MetricMetadata(name, help), now);
        },
        new HybridHistogram(upperBounds).series());
  }

  /** As the client gives it: a counter's is without {@code _total}. */
  private static String name(Collector metric) {
    return metric.collect().getMetadata().getName();
  }

  /**
   * Where the numbers under some labels' values go.
   *
   * @param labels their values, in the rule's order
   */
  DoubleConsumer point(String[] labels) {
    return points.apply(labels);
  }

  /** How many a {@link #point} has, as {@link SeriesLimit} counts them. */
  int perPoint() {
    return perPoint;
  }

  /** The numbers as they are now, under the rule's present help. */
  MetricSnapshot collect(String help) {
    return snapshot.apply(help);
  }
}
