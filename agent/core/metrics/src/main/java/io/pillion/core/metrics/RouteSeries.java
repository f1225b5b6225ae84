package io.pillion.core.metrics;

import io.pillion.core.api.HttpMethod;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What is counted of one route: the series of each method, and the exceptions.
 *
 * @param <S> what is counted of a method
 */
@SuppressWarnings("EnumOrdinal") // as an index, which does not outlive the object
final class RouteSeries<S extends RequestSeries> {
  private static final int METHODS = HttpMethod.values().length;

  private final String route;
  private final Function<HttpMethod, S> series;
  private final AtomicReferenceArray<S> byMethod = new AtomicReferenceArray<>(METHODS);
  private final Map<String, LongAdder> exceptions = new ConcurrentHashMap<>(2);

  /**
   * @param series makes the series of a method's first request
   */
  RouteSeries(String route, Function<HttpMethod, S> series) {
    this.route = route;
    this.series = series;
  }

  /** The label's value. */
  String route() {
    return route;
  }

  /** Past the limit of routes: what is counted here had a route of its own. */
  boolean isOther() {
    return route.equals(Routes.OTHER);
  }

  S of(HttpMethod method) {
    S known = byMethod.get(method.ordinal());
    return known != null ? known : create(method);
  }

  private synchronized S create(HttpMethod method) {
    S known = byMethod.get(method.ordinal());
    if (known == null) {
      known = series.apply(method);
      byMethod.set(method.ordinal(), known);
    }
    return known;
  }

  void countException(String className) {
    exceptions.computeIfAbsent(className, name -> new LongAdder()).increment();
  }

  Map<String, LongAdder> exceptions() {
    return exceptions;
  }

  void forEachMethod(Consumer<S> action) {
    for (int i = 0; i < METHODS; i++) {
      S methodSeries = byMethod.get(i);
      if (methodSeries != null) {
        action.accept(methodSeries);
      }
    }
  }
}
