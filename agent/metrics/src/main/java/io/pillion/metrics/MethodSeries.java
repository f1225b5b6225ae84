package io.pillion.metrics;

import io.pillion.api.RequestReader;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted of one method of one route. A request adds to the count of its status, to the
 * latency and to the bytes; the totals of 4xx and 5xx, and the number of bodies, are sums of these
 * and made when they are asked for.
 */
final class MethodSeries {
  /** How many requests were answered with one status. */
  final class OfStatus implements RequestSeries {
    final LongAdder requests = new LongAdder();
    final Labels labels;
    private final int status;

    private OfStatus(int status) {
      this.status = status;
      this.labels = duration.labels().add("status", Integer.toString(status));
    }

    @Override
    public <E> void count(E exchange, RequestReader<E> reader, double seconds) {
      requests.increment();
      add(requestBytes, reader.requestBodyBytes(exchange));
      add(responseBytes, reader.responseBodyBytes(exchange));
      if (status != 101 && !isEventStream(reader.responseContentType(exchange))) {
        duration.count(exchange, reader, seconds);
      } // how long a connection is upgraded or a stream is open says not how fast the app answers
    }
  }

  private static final String EVENT_STREAM = "text/event-stream";

  /** Every series of this method and route has its labels. */
  final DurationSeries duration;

  final LongAdder requestBytes = new LongAdder();
  final LongAdder responseBytes = new LongAdder();
  final long createdMillis = System.currentTimeMillis();
  final List<OfStatus> statuses = new CopyOnWriteArrayList<>();

  MethodSeries(DurationSeries duration) {
    this.duration = duration;
  }

  private static boolean isEventStream(String type) {
    return type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
  }

  private static void add(LongAdder sum, long bytes) {
    if (bytes > 0) {
      sum.add(bytes);
    }
  }

  /** Adds a status that was not seen before. */
  OfStatus add(int status) {
    OfStatus added = new OfStatus(status);
    statuses.add(added);
    return added;
  }

  /** Answered with a status of these, both included. */
  long requests(int from, int to) {
    long sum = 0;
    for (OfStatus of : statuses) {
      sum += of.status >= from && of.status <= to ? of.requests.sum() : 0;
    }
    return sum;
  }
}
