package io.pillion.metrics;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** One series of a histogram, classic and native, with an exemplar for each classic bucket. */
final class DurationSeries {
  private final Labels labels;
  private final HybridHistogram histogram;
  private final BucketExemplars exemplars;

  /**
   * @param upperBounds seconds, ascending
   */
  DurationSeries(Labels labels, double[] upperBounds) {
    this.labels = labels;
    this.histogram = new HybridHistogram(upperBounds);
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
    return histogram.snapshot(labels, exemplars.snapshot());
  }
}
