package io.pillion.metrics;

import io.pillion.api.Guard;
import io.pillion.api.HttpMethod;
import io.pillion.api.OpenRequest;
import io.pillion.api.Overhead;
import io.pillion.api.RequestReader;
import io.pillion.api.Requests;
import io.pillion.api.Route;

/** Counts the requests of one server: the hot path. Once a route was seen it allocates nothing. */
final class HttpRecorder<E> implements Requests<E> {
  private final HttpMetrics http;
  private final RequestReader<E> reader;
  private final Guard guard;
  private volatile Roots<E> roots;

  /**
   * @param guard of the end of requests
   */
  HttpRecorder(HttpMetrics http, RequestReader<E> reader, Guard guard) {
    this.http = http;
    this.reader = reader;
    this.guard = guard;
    this.roots = new Roots<>(this, http);
  }

  @Override
  public Route<E> unrouted(E exchange) {
    PathPatterns excluded = http.excluded;
    Roots<E> now = roots();
    if (excluded.isEmpty() && now.templates.size() == 0) {
      return now.root(http.inFlight.place(exchange, reader), -1);
    }
    String path = reader.path(exchange);
    return excluded.matches(path)
        ? null
        : now.root(http.inFlight.place(exchange, reader), now.templates.match(path));
  }

  /** Of the templates in force: the file may have been read again. */
  Roots<E> roots() {
    Roots<E> known = roots;
    if (known.templates != http.templates) {
      known = new Roots<>(this, http);
      roots = known;
    }
    return known;
  }

  /** Counts a request that is over, and keeps from the app what goes wrong. */
  void ended(OpenRequest<E> request, E exchange, long startNanos, long endNanos) {
    try {
      try {
        RouteStep<E> last = (RouteStep<E>) request.last(exchange);
        if (last != null) {
          count(last, exchange, (endNanos - startNanos) / 1e9);
          if (Overhead.isSampled(startNanos)) {
            http.overhead.addLast(endNanos);
          }
        }
      } finally {
        request.ended(exchange);
      }
      guard.passed();
    } catch (Throwable fault) {
      guard.swallow(fault);
    }
  }

  private void count(RouteStep<E> last, E exchange, double seconds) {
    int status = reader.status(exchange);
    RouteSeries route = last.series(status);
    if (route.isOther()) {
      http.routes.overflowed();
    }
    HttpMethod method = reader.method(exchange);
    Scheme scheme = http.naming.tellsScheme() ? Scheme.of(reader.scheme(exchange)) : Scheme.OTHER;
    int exception = http.naming.tellsException() ? exception(exchange) : LabelValues.ABSENT;
    int headers = http.headerLabels.of(exchange, reader);
    RequestSeries series = route.of(RequestKind.key(method, headers, status, scheme, exception));
    if (series == null) {
      http.limit.overflowed();
      int any = Math.min(exception, LabelValues.OTHERS);
      long key = RequestKind.key(method, http.headerLabels.others(), status, scheme, any);
      series = http.routes.other().always(key);
    }
    series.count(exchange, reader, seconds);
    countException(route, exchange);
  }

  /** Counts the exception of a handler that threw after its request was over. */
  void failedLate(RouteStep<E> last, E exchange) {
    countException(last.series(reader.status(exchange)), exchange);
  }

  /** Where the exception is no label of the requests, but has a metric of its own. */
  private void countException(RouteSeries route, E exchange) {
    int exception = http.naming.tellsException() ? LabelValues.ABSENT : exception(exchange);
    if (exception != LabelValues.ABSENT) {
      long key = RequestKind.keyOfException(exception);
      RequestSeries series = route.of(key);
      (series != null ? series : http.routes.other().always(key)).count(exchange, reader, 0);
    }
  }

  /** The number of the exception that left the app's handler, or of none. */
  private int exception(E exchange) {
    Throwable thrown = reader.exception(exchange);
    return http.exceptions.number(
        thrown == null ? null : http.naming.exceptionName(thrown.getClass()));
  }
}
