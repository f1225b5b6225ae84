package io.pillion.metrics;

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
  /** A request's trace, as it came; an exemplar is made of it when it is asked for. */
  private static final class Trace {
    final String traceparent;
    final double seconds;
    final long millis = System.currentTimeMillis();

    Trace(String traceparent, double seconds) {
      this.traceparent = traceparent;
      this.seconds = seconds;
    }

    Exemplar exemplar() {
      return Exemplar.builder()
          .value(seconds)
          .traceId(TraceParent.traceId(traceparent))
          .spanId(TraceParent.parentId(traceparent))
          .timestampMillis(millis)
          .build();
    }
  }

  private final double[] upperBounds;
  private final AtomicReferenceArray<Trace> latest;

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
    latest.set(bucket, new Trace(TraceParent.known(traceparent), seconds));
  }

  Exemplars snapshot() {
    List<Exemplar> kept = new ArrayList<>();
    for (int i = 0; i < latest.length(); i++) {
      Trace trace = latest.get(i);
      if (trace != null) {
        kept.add(trace.exemplar());
      }
    }
    return Exemplars.of(kept);
  }
}
