package io.pillion.metrics;

import io.pillion.api.HttpExchangeReader;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is counted of one method of one route. A request adds to the count of its status, to the
 * latency and to the bytes; the totals of 4xx and 5xx, and the number of bodies, are sums of these
 * and made when they are asked for. Safe for use by any thread, without a lock once a status was
 * seen.
 */
final class MethodSeries implements RequestSeries {
  /** How many requests were answered with one status. */
  static final class StatusCount {
    private final int status;
    private final LongAdder requests = new LongAdder();
    private final Labels labels;

    private StatusCount(int status, Labels labels) {
      this.status = status;
      this.labels = labels;
    }

    int status() {
      return status;
    }

    long requests() {
      return requests.sum();
    }

    Labels labels() {
      return labels;
    }
  }

  private static final String EVENT_STREAM = "text/event-stream";

  /** Without the durations and the statuses: 4xx, 5xx, and the sums and counts of two sizes. */
  static final int OTHER_SERIES = 6;

  private final DurationSeries duration;
  private final SeriesLimit limit;
  private final LongAdder requestBytes = new LongAdder();
  private final LongAdder responseBytes = new LongAdder();
  private final long createdMillis = System.currentTimeMillis();
  private volatile StatusCount[] statuses = {};

  /**
   * @param duration whose labels every series of this method and route has
   */
  MethodSeries(DurationSeries duration, SeriesLimit limit) {
    this.duration = duration;
    this.limit = limit;
  }

  @Override
  public <E> boolean count(
      E exchange,
      HttpExchangeReader<E> reader,
      int status,
      String exception,
      double seconds,
      boolean last) {
    StatusCount ofStatus = ofStatus(status, last);
    if (ofStatus == null) {
      return false;
    }
    ofStatus.requests.increment();
    add(requestBytes, reader.requestBodyBytes(exchange));
    add(responseBytes, reader.responseBodyBytes(exchange));
    if (!isLongLived(status, exchange, reader)) {
      duration.observe(seconds, reader.traceparent(exchange));
    }
    return true;
  }

  /** An upgraded connection or a stream of events says nothing about how fast the app answers. */
  private static <E> boolean isLongLived(int status, E exchange, HttpExchangeReader<E> reader) {
    if (status == 101) {
      return true;
    }
    String type = reader.responseContentType(exchange);
    return type != null && type.regionMatches(true, 0, EVENT_STREAM, 0, EVENT_STREAM.length());
  }

  private static void add(LongAdder sum, long bytes) {
    if (bytes > 0) {
      sum.add(bytes);
    }
  }

  private StatusCount ofStatus(int status, boolean last) {
    for (StatusCount count : statuses) {
      if (count.status == status) {
        return count;
      }
    }
    return create(status, last);
  }

  private synchronized StatusCount create(int status, boolean last) {
    StatusCount[] known = statuses;
    for (StatusCount count : known) {
      if (count.status == status) {
        return count;
      }
    }
    if (!limit.admits(1, last)) {
      return null;
    }
    StatusCount[] more = Arrays.copyOf(known, known.length + 1);
    more[known.length] = new StatusCount(status, labels().add("status", Integer.toString(status)));
    statuses = more;
    return more[known.length];
  }

  Labels labels() {
    return duration.labels();
  }

  StatusCount[] statuses() {
    return statuses;
  }

  /**
   * Requests whose status begins with a digit.
   *
   * @param hundreds 4 for 4xx, 5 for 5xx
   */
  long requests(int hundreds) {
    long sum = 0;
    for (StatusCount count : statuses) {
      if (count.status / 100 == hundreds) {
        sum += count.requests();
      }
    }
    return sum;
  }

  long requests() {
    long sum = 0;
    for (StatusCount count : statuses) {
      sum += count.requests();
    }
    return sum;
  }

  long requestBytes() {
    return requestBytes.sum();
  }

  long responseBytes() {
    return responseBytes.sum();
  }

  long createdMillis() {
    return createdMillis;
  }

  HistogramDataPointSnapshot duration() {
    return duration.snapshot();
  }
}
