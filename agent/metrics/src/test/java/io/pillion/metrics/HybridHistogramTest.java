package io.pillion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Prometheus's own client says what is right. */
class HybridHistogramTest {
  private static final double[] BOUNDS = {-3, -0.5, 0, 0.005, 0.25, 1, 8};

  private static HistogramDataPointSnapshot ours(double[] values) {
    HybridHistogram histogram = new HybridHistogram(BOUNDS);
    DoubleStream.of(values).forEach(histogram::observe);
    return histogram.snapshot(Labels.EMPTY, Exemplars.EMPTY);
  }

  private static HistogramDataPointSnapshot clients(double[] values) {
    Histogram histogram =
        Histogram.builder().name("values").classicUpperBounds(BOUNDS).withoutExemplars().build();
    DoubleStream.of(values).forEach(histogram::observe);
    return histogram.collect().getDataPoints().get(0);
  }

  private static void assertSame(double... values) {
    HistogramDataPointSnapshot ours = ours(values);
    HistogramDataPointSnapshot clients = clients(values);
    assertThat(text(ours)).isEqualTo(text(clients));
    assertThat(ours.getSum()).isCloseTo(clients.getSum(), Offset.offset(1e-6));
  }

  private static String text(HistogramDataPointSnapshot shown) {
    StringBuilder text = new StringBuilder("count " + shown.getCount() + "\n");
    for (ClassicHistogramBucket bucket : shown.getClassicBuckets()) {
      text.append("le ").append(bucket.getUpperBound()).append(' ').append(bucket.getCount());
      text.append('\n');
    }
    text.append("schema ").append(shown.getNativeSchema()).append(", zero up to ");
    text.append(shown.getNativeZeroThreshold()).append(' ').append(shown.getNativeZeroCount());
    for (NativeHistogramBucket bucket : shown.getNativeBucketsForPositiveValues()) {
      text.append("\nindex ").append(bucket.getBucketIndex()).append(' ').append(bucket.getCount());
    }
    for (NativeHistogramBucket bucket : shown.getNativeBucketsForNegativeValues()) {
      text.append("\nminus ").append(bucket.getBucketIndex()).append(' ').append(bucket.getCount());
    }
    return text.toString();
  }

  @Test
  void anEmptyOneHasEmptyBuckets() {
    assertSame();
  }

  @Test
  void aValueOnABoundBelongsBelow() {
    assertSame(-3, -0.5, 0, 0.005, 0.25, 1, 8, 2, 4, 0.5, 0.125, -1, -2, -0.25);
  }

  @Test
  void theValuesNextToABoundAreToldApart() {
    assertSame(
        DoubleStream.of(BOUNDS)
            .flatMap(bound -> DoubleStream.of(Math.nextDown(bound), bound, Math.nextUp(bound)))
            .toArray());
  }

  @Test
  void whatIsNotANumberIsLeftOut() {
    assertThat(text(ours(new double[] {Double.NaN, 1}))).isEqualTo(text(clients(new double[] {1})));
  }

  @Test
  void theInfiniteHaveABucket() {
    HistogramDataPointSnapshot ours =
        ours(
            new double[] {
              Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MAX_VALUE, 1e300, -1e300
            });
    assertThat(ours.getCount()).isEqualTo(5);
    assertThat(ours.getClassicBuckets().getCount(0)).isEqualTo(2);
    assertThat(ours.getClassicBuckets().getCount(BOUNDS.length)).isEqualTo(3);
  }

  @Test
  void infinityMayBeAmongTheBounds() {
    double[] bounds = {1, Double.POSITIVE_INFINITY};
    HistogramDataPointSnapshot empty =
        new HybridHistogram(bounds).snapshot(Labels.EMPTY, Exemplars.EMPTY);
    assertThat(empty.getClassicBuckets().size()).isEqualTo(2);
  }

  @Test
  void durationsOfAllSizesFallIntoTheBucketsOfTheClient() {
    Random random = new Random(17);
    assertSame(random.doubles(20_000).map(x -> Math.pow(10, -1.5 * x) * Math.exp(-x)).toArray());
  }

  @Test
  void moreBucketsThanTheClientAllowsBecomeCoarser() {
    Random random = new Random(4);
    assertSame(random.doubles(20_000).map(x -> Math.pow(10, 12 * x - 9)).toArray());
    assertSame(random.doubles(20_000).map(x -> (x < 0.3 ? -1 : 1) * Math.pow(10, 9 * x)).toArray());
  }

  @Test
  void everyReadingAgreesWithItselfWhileThreadsCount() throws InterruptedException {
    HybridHistogram histogram = new HybridHistogram(BOUNDS);
    int threads = 4;
    int each = 50_000;
    CountDownLatch counted = new CountDownLatch(threads);
    for (int t = 0; t < threads; t++) {
      Random random = new Random(t);
      new Thread(
              () -> {
                random.doubles(each, -2, 9).forEach(histogram::observe);
                counted.countDown();
              })
          .start();
    }
    List<Long> counts = new ArrayList<>();
    while (counted.getCount() > 0) {
      // its constructor refuses classic and native buckets that differ
      counts.add(histogram.snapshot(Labels.EMPTY, Exemplars.EMPTY).getCount());
    }
    assertThat(counts).isSorted();
    assertThat(histogram.snapshot(Labels.EMPTY, Exemplars.EMPTY).getCount())
        .isEqualTo((long) threads * each);
  }
}
