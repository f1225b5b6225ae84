package io.pillion.metrics;

import io.pillion.api.HttpExchangeReader;
import io.pillion.api.Overhead;
import io.pillion.api.RequestRecorder;
import io.pillion.api.Route;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Counts the requests of one server: the hot path. Once a route was seen it allocates nothing. */
final class HttpRecorder<E> implements RequestRecorder<E> {
  private final HttpMetrics metrics;
  private final HttpExchangeReader<E> reader;
  private final AtomicInteger rememberedSteps = new AtomicInteger();
  private volatile Roots<E> roots;

  HttpRecorder(HttpMetrics metrics, HttpExchangeReader<E> reader) {
    this.metrics = metrics;
    this.reader = reader;
    this.roots = new Roots<>(this, metrics.inFlight(), metrics.templates());
  }

  @Override
  public boolean excludes(E exchange) {
    PathPatterns excluded = metrics.excluded();
    return !excluded.isEmpty() && excluded.matches(reader.path(exchange));
  }

  @Override
  public Route<E> begin(E exchange) {
    Roots<E> now = roots();
    int template = now.templates().size() == 0 ? -1 : now.templates().match(reader.path(exchange));
    RouteStep<E> root = now.root(metrics.inFlight().place(exchange, reader), template);
    root.inFlight().increment();
    return root;
  }

  private Roots<E> roots() {
    Roots<E> known = roots;
    PathTemplates templates = metrics.templates();
    if (known.templates() != templates) { // the file was read again
      known = new Roots<>(this, metrics.inFlight(), templates);
      rememberedSteps.set(0);
      roots = known;
    }
    return known;
  }

  /** {@link RouteStep#follow} from where requests begin. */
  void follow(String path, BiConsumer<RouteSeries<?>, String> found) {
    roots().follow(path, found);
  }

  /**
   * A further step of routing is to be remembered.
   *
   * @return false if they are too many
   */
  boolean admitsStep() {
    return rememberedSteps.get() < metrics.routes().steps()
        && rememberedSteps.incrementAndGet() <= metrics.routes().steps();
  }

  Routes<?> routes() {
    return metrics.routes();
  }

  /** The request is no longer in flight, also when this throws. */
  void complete(RouteStep<E> route, E exchange, long startNanos, long endNanos) {
    try {
      count(route, exchange, endNanos - startNanos);
      if (Overhead.isSampled(startNanos)) {
        metrics.overhead().addLast(endNanos);
      }
    } finally {
      route.inFlight().decrement(); // last: what is not in flight has been counted
    }
  }

  void failLate(RouteStep<E> route, E exchange) {
    countException(series(route, reader.status(exchange)), exception(exchange));
  }

  private void count(RouteStep<E> route, E exchange, long nanos) {
    int status = reader.status(exchange);
    RouteSeries<?> series = series(route, status);
    if (series.isOther()) {
      metrics.routes().overflowed();
    }
    String exception = exception(exchange);
    int headers = metrics.headerLabels().of(exchange, reader);
    if (!count(series, headers, exchange, status, exception, nanos, false)) {
      metrics.limit().overflowed();
      String any = exception == null ? null : Routes.OTHER;
      count(others(), metrics.headerLabels().others(), exchange, status, any, nanos, true);
    }
    countException(series, exception);
  }

  /**
   * @return false if it does not fit into the limit of series
   */
  private boolean count(
      RouteSeries<?> route,
      int headers,
      E exchange,
      int status,
      String exception,
      long nanos,
      boolean last) {
    RequestSeries series = route.of(reader.method(exchange), headers, last);
    return series != null && series.count(exchange, reader, status, exception, nanos / 1e9, last);
  }

  private RouteSeries<?> others() {
    return metrics.routes().ofOwn(Routes.OTHER);
  }

  private void countException(RouteSeries<?> series, String exception) {
    if (exception != null
        && metrics.showsExceptions()
        && !series.countException(exception, false)) {
      others().countException(exception, true);
    }
  }

  /** The label's value for the exception that left the app's handler, or null. */
  private String exception(E exchange) {
    Throwable thrown = reader.exception(exchange);
    return thrown == null ? null : metrics.exceptions().admit(metrics.exceptionName(thrown));
  }

  private RouteSeries<?> series(RouteStep<E> route, int status) {
    if (route.isRoot()) {
      boolean nobodyAnswered = metrics.showsUnmatched() && (status == 404 || status == 405);
      return metrics.routes().ofOwn(nobodyAnswered ? Routes.UNMATCHED : Routes.EVERYTHING);
    }
    return route.series();
  }
}
