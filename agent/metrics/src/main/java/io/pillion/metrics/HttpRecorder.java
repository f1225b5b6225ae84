package io.pillion.metrics;

import io.pillion.api.Guard;
import io.pillion.api.OpenRequest;
import io.pillion.api.Overhead;
import io.pillion.api.RequestReader;
import io.pillion.api.Requests;
import io.pillion.api.Route;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/** Counts the requests of one server: the hot path. Once a route was seen it allocates nothing. */
final class HttpRecorder<E> implements Requests<E> {
  private final HttpMetrics metrics;
  private final RequestReader<E> reader;
  private final Guard guard;
  private final AtomicInteger rememberedSteps = new AtomicInteger();
  private volatile Roots<E> roots;

  /**
   * @param guard of the end of requests
   */
  HttpRecorder(HttpMetrics metrics, RequestReader<E> reader, Guard guard) {
    this.metrics = metrics;
    this.reader = reader;
    this.guard = guard;
    this.roots = new Roots<>(this, metrics.inFlight(), metrics.templates());
  }

  @Override
  public Route<E> unrouted(E exchange) {
    PathPatterns excluded = metrics.excluded();
    Roots<E> now = roots();
    if (excluded.isEmpty() && now.templates().size() == 0) {
      return now.root(metrics.inFlight().place(exchange, reader), -1);
    }
    String path = reader.path(exchange);
    return excluded.matches(path)
        ? null
        : now.root(metrics.inFlight().place(exchange, reader), now.templates().match(path));
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
  void follow(String path, BiConsumer<RouteSeries, String> found) {
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

  Routes routes() {
    return metrics.routes();
  }

  boolean tellsUnmatched() {
    return metrics.naming().tellsUnmatched();
  }

  /** A request begins whose headers were read at a time. */
  void begun(long startNanos) {
    if (Overhead.isSampled(startNanos)) {
      metrics.overhead().add(startNanos);
    }
  }

  /** Counts a request that is over, and keeps from the app what goes wrong. */
  void ended(OpenRequest<E> request, E exchange, long startNanos, long endNanos) {
    try {
      try {
        RouteStep<E> last = (RouteStep<E>) request.last(exchange);
        if (last != null) {
          count(last, exchange, endNanos - startNanos);
          if (Overhead.isSampled(startNanos)) {
            metrics.overhead().addLast(endNanos);
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

  void failLate(RouteStep<E> route, E exchange) {
    metrics.countException(route.series(reader.status(exchange)), exchange, reader);
  }

  private void count(RouteStep<E> route, E exchange, long nanos) {
    int status = reader.status(exchange);
    metrics.count(route.series(status), exchange, reader, status, nanos / 1e9);
  }
}
