package io.pillion.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * One series of a histogram, with classic and native buckets: what Prometheus's client counts with
 * its defaults, and allocating nothing, which that does for every observation. Safe for use by any
 * thread; neither an observation nor a snapshot waits for another.
 *
 * <p>An observation adds to one {@link Cells cell}: the part of a native bucket that lies between
 * two classic bounds. Buckets of both kinds are sums of cells, so they agree at any moment, which
 * Prometheus demands of the two.
 */
public final class HybridHistogram {
  /** No wider than this, native buckets that hold nothing but zero begin. */
  private static final double ZERO_THRESHOLD = Math.pow(2, -128);

  /** The finest resolution shown: 2^5 buckets for each power of two, each 2.2 % wide. */
  private static final int FINEST_SCHEMA = 5;

  private static final int COARSEST_SCHEMA = -4;

  /** As many as Prometheus's client has; more make the resolution coarser. */
  private static final int MOST_NATIVE_BUCKETS = 160;

  /** The lower bits of a double, and the bits of 0.5 (IEEE 754). */
  private static final long MANTISSA = (1L << 52) - 1;

  private static final long HALF = Double.doubleToRawLongBits(0.5);

  /** The upper bounds of the native buckets from a half to one. */
  private static final double[] FRACTIONS = fractions();

  private final double[] upperBounds;
  private final Cells positive = new Cells();
  private final Cells negative = new Cells();
  private final Cells zero = new Cells();
  private final DoubleAdder sum = new DoubleAdder();
  private final long createdMillis = System.currentTimeMillis();

  /**
   * @param upperBounds of the classic buckets, ascending, with or without infinity
   */
  public HybridHistogram(double[] upperBounds) {
    int finite = upperBounds.length;
    while (finite > 0 && upperBounds[finite - 1] == Double.POSITIVE_INFINITY) {
      finite--;
    }
    this.upperBounds = Arrays.copyOf(upperBounds, finite + 1);
    this.upperBounds[finite] = Double.POSITIVE_INFINITY;
  }

  /** How many it is in the text format: the buckets, a sum and a count. */
  public int series() {
    return upperBounds.length + 2;
  }

  private static double[] fractions() {
    double[] fractions = new double[1 << FINEST_SCHEMA];
    for (int i = 0; i < fractions.length; i++) {
      fractions[i] = StrictMath.pow(2, (double) i / fractions.length) / 2;
    }
    return fractions;
  }

  /**
   * Counts a value; nothing if it is not a number, as Prometheus's clients do
   * (https://github.com/prometheus/client_golang/issues/1275).
   */
  public void observe(double value) {
    if (Double.isNaN(value)) {
      return;
    }
    int bound = 0;
    while (value > upperBounds[bound]) {
      bound++;
    }
    if (value > ZERO_THRESHOLD) {
      positive.add(nativeBucket(value), bound, bound);
    } else if (value < -ZERO_THRESHOLD) {
      negative.add(nativeBucket(-value), bound, upperBounds.length - 1 - bound);
    } else {
      zero.add(0, bound, bound);
    }
    sum.add(value);
  }

  /**
   * The bucket i for which 2^((i-1)/32) < value ≤ 2^(i/32), as defined for <a
   * href="https://prometheus.io/docs/specs/native_histograms/">native histograms</a>.
   */
  private static int nativeBucket(double value) {
    double finite = Math.min(value, Double.MAX_VALUE);
    long mantissa = Double.doubleToRawLongBits(finite) & MANTISSA;
    int place = Arrays.binarySearch(FRACTIONS, Double.longBitsToDouble(HALF | mantissa));
    int inPower = place >= 0 ? place : -place - 1;
    int bucket = (Math.getExponent(finite) << FINEST_SCHEMA) + inPower;
    return value == finite ? bucket : bucket + 1;
  }

  /** The counts as they are now. */
  public HistogramDataPointSnapshot snapshot(Labels labels, Exemplars exemplars) {
    long[] classic = new long[upperBounds.length];
    NativeBuckets above = new NativeBuckets(positive, classic);
    NativeBuckets below = new NativeBuckets(negative, classic);
    long zeros = new NativeBuckets(zero, classic).count();
    int schema = FINEST_SCHEMA;
    while (above.size() + below.size() > MOST_NATIVE_BUCKETS && schema > COARSEST_SCHEMA) {
      above.doubleWidth();
      below.doubleWidth();
      schema--;
    }
    return new HistogramDataPointSnapshot(
        ClassicHistogramBuckets.of(upperBounds, classic),
        schema,
        zeros,
        ZERO_THRESHOLD,
        above.snapshot(),
        below.snapshot(),
        sum.sum(),
        labels,
        exemplars,
        createdMillis);
  }
}
