package io.pillion.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBucket;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBucket;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * Two threads observe, in cells far from each other, and one of them scrapes. The result: by how
 * much the classic buckets and the native ones differed, and what was counted in the end. No more
 * than two threads in any of these tests: jcstress passes over what has more than the machine.
 */
@JCStressTest
@Outcome(id = "0, 3", expect = Expect.ACCEPTABLE, desc = "both kinds agree, and nothing is lost")
@Outcome(expect = Expect.FORBIDDEN, desc = "buckets disagree, or an observation is lost")
@State
public class HistogramStress {
  private final HybridHistogram histogram = new HybridHistogram(new double[] {0.005, 0.1, 1, 10});

  @Actor
  public void observe() {
    histogram.observe(0.000001);
    histogram.observe(0.5);
  }

  @Actor
  public void observeAndScrape(JJ_Result result) {
    histogram.observe(1_000_000);
    HistogramDataPointSnapshot seen = histogram.snapshot(Labels.EMPTY, Exemplars.EMPTY);
    result.r1 = classic(seen) - ofNative(seen);
  }

  @Arbiter
  public void inTheEnd(JJ_Result result) {
    HistogramDataPointSnapshot last = histogram.snapshot(Labels.EMPTY, Exemplars.EMPTY);
    result.r1 += classic(last) - ofNative(last);
    result.r2 = classic(last);
  }

  private static long classic(HistogramDataPointSnapshot snapshot) {
    long count = 0;
    for (ClassicHistogramBucket bucket : snapshot.getClassicBuckets()) {
      count += bucket.getCount();
    }
    return count;
  }

  private static long ofNative(HistogramDataPointSnapshot snapshot) {
    return snapshot.getNativeZeroCount()
        + sum(snapshot.getNativeBucketsForPositiveValues())
        + sum(snapshot.getNativeBucketsForNegativeValues());
  }

  private static long sum(NativeHistogramBuckets buckets) {
    long count = 0;
    for (NativeHistogramBucket bucket : buckets) {
      count += bucket.getCount();
    }
    return count;
  }
}
