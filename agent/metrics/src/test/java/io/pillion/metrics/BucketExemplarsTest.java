package io.pillion.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.Exemplar;
import org.junit.jupiter.api.Test;

class BucketExemplarsTest {
  private final BucketExemplars exemplars = new BucketExemplars(new double[] {0.1, 1});

  private static String sampled(int trace) {
    return String.format("00-%032x-00f067aa0ba902b7-01", trace);
  }

  @Test
  void eachBucketKeepsItsOwn() {
    exemplars.offer(0.05, sampled(1));
    exemplars.offer(0.5, sampled(2));
    exemplars.offer(5, sampled(3));
    assertThat(exemplars.snapshot()).extracting(Exemplar::getValue).containsExactly(0.05, 0.5, 5.0);
  }

  @Test
  void anUpperBoundBelongsToItsBucket() {
    exemplars.offer(0.1, sampled(1));
    assertThat(exemplars.snapshot().get(0, 0.1).getLabels().get(Exemplar.TRACE_ID)).endsWith("1");
    assertThat(exemplars.snapshot().get(0.1, 1)).isNull();
  }

  @Test
  void theLatestOfABucketStays() {
    exemplars.offer(0.05, sampled(1));
    exemplars.offer(0.06, sampled(2));
    assertThat(exemplars.snapshot())
        .singleElement()
        .satisfies(
            exemplar -> assertThat(exemplar.getLabels().get(Exemplar.TRACE_ID)).endsWith("2"));
  }
}
