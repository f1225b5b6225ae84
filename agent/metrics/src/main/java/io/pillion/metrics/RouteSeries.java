package io.pillion.metrics;

import io.pillion.api.HttpMethod;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * What is counted of one route: the series of each method and each combination of {@link
 * HeaderLabels}, and the exceptions.
 *
 * @param <S> what is counted of a method
 */
@SuppressWarnings("EnumOrdinal") // as an index, which does not outlive the object
final class RouteSeries<S extends RequestSeries> {
  /** Makes the series of a method's and a combination's first request. */
  interface Maker<S> {
    S make(HttpMethod method, int headers);
  }

  private static final int METHODS = HttpMethod.values().length;

  private final String route;
  private final int combinations;
  private final Maker<S> maker;
  private final int seriesOfMethod;
  private final SeriesLimit limit;
  private final AtomicReferenceArray<S> series;
  private final Map<String, LongAdder> exceptions = new ConcurrentHashMap<>(2);

  /**
   * @param combinations of {@link HeaderLabels}
   * @param seriesOfMethod that each method has from its first request, whatever comes of that
   */
  RouteSeries(
      String route, int combinations, Maker<S> maker, int seriesOfMethod, SeriesLimit limit) {
    this.route = route;
    this.combinations = combinations;
    this.maker = maker;
    this.seriesOfMethod = seriesOfMethod;
    this.limit = limit;
    this.series = new AtomicReferenceArray<>(METHODS * combinations);
  }

  /** The label's value. */
  String route() {
    return route;
  }

  /** Past the limit of routes: what is counted here had a route of its own. */
  boolean isOther() {
    return route.equals(Routes.OTHER);
  }

  /**
   * @param headers the combination, from 0
   * @param last as in {@link SeriesLimit#admits}
   * @return null if there is no room for it
   */
  S of(HttpMethod method, int headers, boolean last) {
    S known = series.get(method.ordinal() * combinations + headers);
    return known != null ? known : create(method, headers, last);
  }

  private synchronized S create(HttpMethod method, int headers, boolean last) {
    int place = method.ordinal() * combinations + headers;
    S known = series.get(place);
    if (known == null && limit.admits(seriesOfMethod, last)) {
      known = maker.make(method, headers);
      series.set(place, known);
    }
    return known;
  }

  /**
   * @param last as in {@link SeriesLimit#admits}
   * @return false if there is no room for it
   */
  boolean countException(String className, boolean last) {
    LongAdder count = exceptions.get(className);
    if (count == null) {
      count =
          exceptions.computeIfAbsent(
              className, name -> limit.admits(1, last) ? new LongAdder() : null);
    }
    if (count != null) {
      count.increment();
    }
    return count != null;
  }

  Map<String, LongAdder> exceptions() {
    return exceptions;
  }

  /** For every method and combination that there was a request of. */
  void forEach(Consumer<S> action) {
    for (int i = 0; i < series.length(); i++) {
      S one = series.get(i);
      if (one != null) {
        action.accept(one);
      }
    }
  }
}
