package io.pillion.core.metrics;

import io.pillion.core.api.HttpExchangeReader;
import io.pillion.core.api.Overhead;
import io.pillion.core.api.RequestRecorder;
import io.pillion.core.api.Route;
import io.pillion.core.config.Setting;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;

/** Counts the requests of one server: the hot path. Once a route was seen it allocates nothing. */
final class HttpRecorder<E> implements RequestRecorder<E> {
  private final HttpMetrics metrics;
  private final HttpExchangeReader<E> reader;
  private final AtomicReferenceArray<RouteStep<E>> roots;

  /** Of the routes of {@code http.routes}, to be told from those that the app's routing matched. */
  private final RouteStep<E> named = RouteStep.root(this, null);

  HttpRecorder(HttpMetrics metrics, HttpExchangeReader<E> reader) {
    this.metrics = metrics;
    this.reader = reader;
    this.roots = new AtomicReferenceArray<>(metrics.inFlight().places());
  }

  @Override
  public boolean excludes(E exchange) {
    PathPatterns excluded = metrics.excluded();
    return !excluded.isEmpty() && excluded.matches(reader.path(exchange));
  }

  @Override
  public Route<E> begin(E exchange) {
    RouteStep<E> root = root(metrics.inFlight().place(exchange, reader));
    root.inFlight().increment();
    return root;
  }

  private RouteStep<E> root(int place) {
    RouteStep<E> known = roots.get(place);
    if (known == null) {
      roots.compareAndSet(place, null, RouteStep.root(this, metrics.inFlight().at(place)));
      known = roots.get(place);
    }
    return known;
  }

  /** {@link RouteStep#follow} from where requests begin. */
  void follow(String path, BiConsumer<RouteSeries<?>, String> found) {
    named.follow(path, "", (series, way) -> found.accept(series, Setting.HTTP_ROUTES.name()));
    for (int place = 0; place < roots.length(); place++) {
      RouteStep<E> root = roots.get(place);
      if (root != null) {
        root.follow(path, "", found);
      }
    }
  }

  Routes<?> routes() {
    return metrics.routes();
  }

  void complete(RouteStep<E> route, E exchange, long startNanos, long endNanos) {
    try {
      count(route, exchange, endNanos - startNanos);
      if (Overhead.isSampled(startNanos)) {
        metrics.overhead().addLast(endNanos);
      }
    } catch (Throwable fault) {
      metrics.faults().swallow("complete", fault);
    } finally {
      route.inFlight().decrement(); // last: what is not in flight has been counted
    }
  }

  void failLate(RouteStep<E> route, E exchange) {
    try {
      countException(series(route, exchange, reader.status(exchange)), exception(exchange));
    } catch (Throwable fault) {
      metrics.faults().swallow("complete", fault);
    }
  }

  private void count(RouteStep<E> route, E exchange, long nanos) {
    int status = reader.status(exchange);
    RouteSeries<?> series = series(route, exchange, status);
    if (series.isOther()) {
      metrics.routes().overflowed();
    }
    String exception = exception(exchange);
    series
        .of(reader.method(exchange), metrics.headerLabels().of(exchange, reader))
        .count(exchange, reader, status, exception, nanos / 1e9);
    countException(series, exception);
  }

  private static void countException(RouteSeries<?> series, String exception) {
    if (exception != null) {
      series.countException(exception);
    }
  }

  /** The label's value for the exception that left the app's handler, or null. */
  private String exception(E exchange) {
    Throwable thrown = reader.exception(exchange);
    return thrown == null ? null : metrics.exceptions().admit(metrics.exceptionName(thrown));
  }

  private RouteSeries<?> series(RouteStep<E> route, E exchange, int status) {
    PathTemplates templates = metrics.templates();
    if (route.isOpen() && !templates.isEmpty()) {
      String template = templates.match(reader.path(exchange));
      if (template != null) {
        return named.template(template).series();
      }
    }
    if (route.isRoot()) {
      boolean nobodyAnswered = metrics.showsUnmatched() && (status == 404 || status == 405);
      return metrics.routes().ofOwn(nobodyAnswered ? Routes.UNMATCHED : Routes.EVERYTHING);
    }
    return route.series();
  }
}
