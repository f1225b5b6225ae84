package io.pillion.export.protobuf;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;

/**
 * The message Histogram: with classic buckets, with <a
 * href="https://prometheus.io/docs/specs/native_histograms/">native</a> ones, or both.
 */
final class Histogram {
  /** So many empty buckets are not worth a new span. */
  private static final int GAP = 2;

  private final MessageBuffer out;
  private final SharedMessages shared;

  Histogram(MessageBuffer out, SharedMessages shared) {
    this.out = out;
    this.shared = shared;
  }

  void write(HistogramDataPointSnapshot data) {
    int histogram = out.begin(7);
    shared.countAndSum(data);
    Exemplar latest = data.getExemplars().getLatest();
    if (data.hasClassicHistogramData()) {
      classicBuckets(data);
    } else if (latest != null) { // which a native bucket cannot have
      bucket(data.getCount(), Double.POSITIVE_INFINITY, latest);
    }
    if (data.hasNativeHistogramData()) {
      out.zigzag(5, data.getNativeSchema());
      out.fixed64(6, data.getNativeZeroThreshold());
      out.varint(7, data.getNativeZeroCount());
      spans(9, data.getNativeBucketsForNegativeValues());
      deltas(10, data.getNativeBucketsForNegativeValues());
      spans(12, data.getNativeBucketsForPositiveValues());
      deltas(13, data.getNativeBucketsForPositiveValues());
    }
    out.end(histogram);
  }

  private void classicBuckets(HistogramDataPointSnapshot data) {
    ClassicHistogramBuckets buckets = data.getClassicBuckets();
    double lowerBound = Double.NEGATIVE_INFINITY;
    long count = 0;
    for (int i = 0; i < buckets.size(); i++) {
      double upperBound = buckets.getUpperBound(i);
      count += buckets.getCount(i);
      bucket(count, upperBound, data.getExemplars().get(lowerBound, upperBound));
      lowerBound = upperBound;
    }
  }

  private void bucket(long cumulativeCount, double upperBound, Exemplar exemplar) {
    int bucket = out.begin(3);
    out.varint(1, cumulativeCount);
    out.fixed64(2, upperBound);
    shared.exemplar(3, exemplar);
    out.end(bucket);
  }

  /** Runs of buckets: how far each begins from the end of the one before, and how many it has. */
  private void spans(int field, NativeHistogramBuckets buckets) {
    int end = 0;
    for (int i = 0; i < buckets.size(); ) {
      int first = buckets.getBucketIndex(i);
      int last = first;
      while (++i < buckets.size() && buckets.getBucketIndex(i) - last <= GAP + 1) {
        last = buckets.getBucketIndex(i);
      }
      int span = out.begin(field);
      out.zigzag(1, first - end);
      end = last + 1;
      out.varint(2, end - first);
      out.end(span);
    }
  }

  /** The count of each bucket in the spans, less that of the bucket before it. */
  private void deltas(int field, NativeHistogramBuckets buckets) {
    long before = 0;
    for (int i = 0; i < buckets.size(); i++) {
      int empty = i == 0 ? 0 : buckets.getBucketIndex(i) - buckets.getBucketIndex(i - 1) - 1;
      for (int j = 0; empty <= GAP && j < empty; j++) {
        out.zigzag(field, -before);
        before = 0;
      }
      out.zigzag(field, buckets.getCount(i) - before);
      before = buckets.getCount(i);
    }
  }
}
