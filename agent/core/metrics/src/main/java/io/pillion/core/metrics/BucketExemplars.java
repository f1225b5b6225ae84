package io.pillion.core.metrics;

import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The latest sampled trace of each classic bucket. The library's own sampler would keep a thread
 * busy and drop what comes within 90 ms of the last; for requests that bear no sampled trace, this
 * costs nothing.
 */
final class BucketExemplars {
  private final double[] upperBounds;
  private final AtomicReferenceArray<Exemplar> latest;

  /**
   * @param upperBounds ascending, without infinity
   */
  BucketExemplars(double[] upperBounds) {
    this.upperBounds = upperBounds;
    this.latest = new AtomicReferenceArray<>(upperBounds.length + 1);
  }

  /** Keeps the trace of a request if its header is valid and says that it is sampled. */
  void offer(double seconds, String traceparent) {
    if (!TraceParent.isSampled(traceparent)) {
      return;
    }
    int bucket = 0;
    while (bucket < upperBounds.length && seconds > upperBounds[bucket]) {
      bucket++;
    }
    latest.set(
        bucket,
        Exemplar.builder()
            .value(seconds)
            .traceId(TraceParent.traceId(traceparent))
            .spanId(TraceParent.parentId(traceparent))
            .timestampMillis(System.currentTimeMillis())
            .build());
  }

  Exemplars snapshot() {
    List<Exemplar> kept = new ArrayList<>();
    for (int i = 0; i < latest.length(); i++) {
      Exemplar exemplar = latest.get(i);
      if (exemplar != null) {
        kept.add(exemplar);
      }
    }
    return Exemplars.of(kept);
  }
}
