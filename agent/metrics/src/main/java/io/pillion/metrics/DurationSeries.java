package io.pillion.metrics;

import io.pillion.api.RequestReader;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;

/** One series of a histogram, classic and native, with an exemplar for each classic bucket. */
class DurationSeries implements RequestSeries {
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

  @Override
  public <E> void count(E exchange, RequestReader<E> reader, double seconds) {
    histogram.observe(seconds);
    String traceparent = reader.traceparent(exchange);
    if (traceparent != null) {
      exemplars.offer(seconds, traceparent);
    }
  }

  final Labels labels() {
    return labels;
  }

  final HistogramDataPointSnapshot snapshot() {
    return histogram.snapshot(labels, exemplars.snapshot());
  }
}
