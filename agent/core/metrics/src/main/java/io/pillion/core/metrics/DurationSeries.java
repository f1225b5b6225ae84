package io.pillion.core.metrics;

import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** One series of a histogram, classic and native, with an exemplar for each classic bucket. */
final class DurationSeries {
  private final Labels labels;
  private final Histogram histogram;
  private final BucketExemplars exemplars;

  /**
   * @param upperBounds seconds, ascending
   */
  DurationSeries(Labels labels, double[] upperBounds, PrometheusProperties properties) {
    this.labels = labels;
    this.histogram =
        Histogram.builder(properties)
            .name("unnamed") // the collector names it
            .classicUpperBounds(upperBounds)
            .withoutExemplars()
            .build();
    this.exemplars = new BucketExemplars(upperBounds);
  }

  /**
   * @param traceparent the request's header, or null
   */
  void observe(double seconds, String traceparent) {
    histogram.observe(seconds);
    if (traceparent != null) {
      exemplars.offer(seconds, traceparent);
    }
  }

  Labels labels() {
    return labels;
  }

  HistogramDataPointSnapshot snapshot() {
    HistogramDataPointSnapshot bare = histogram.collect().getDataPoints().get(0);
    return new HistogramDataPointSnapshot(
        bare.getClassicBuckets(),
        bare.getNativeSchema(),
        bare.getNativeZeroCount(),
        bare.getNativeZeroThreshold(),
        bare.getNativeBucketsForPositiveValues(),
        bare.getNativeBucketsForNegativeValues(),
        bare.getSum(),
        labels,
        exemplars.snapshot(),
        bare.getCreatedTimestampMillis());
  }
}
