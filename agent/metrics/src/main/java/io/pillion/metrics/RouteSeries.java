package io.pillion.metrics;

import java.util.Arrays;

/**
 * What is counted of one route: something for each kind of its requests, made when the first is
 * over. Safe for use by any thread; a kind that was seen is found without a lock and without an
 * allocation, because the entries are never changed, but replaced.
 */
final class RouteSeries {
  private static final class Entries {
    final long[] keys; // ascending
    final RequestSeries[] series;

    Entries(long[] keys, RequestSeries[] series) {
      this.keys = keys;
      this.series = series;
    }

    Entries with(long key, RequestSeries made) {
      int size = keys.length;
      int at = -1 - Arrays.binarySearch(keys, key);
      long[] moreKeys = Arrays.copyOf(keys, size + 1);
      RequestSeries[] moreSeries = Arrays.copyOf(series, size + 1);
      System.arraycopy(keys, at, moreKeys, at + 1, size - at);
      System.arraycopy(series, at, moreSeries, at + 1, size - at);
      moreKeys[at] = key;
      moreSeries[at] = made;
      return new Entries(moreKeys, moreSeries);
    }
  }

  private final String route;
  private final HttpMetrics http;
  private volatile Entries entries = new Entries(new long[0], new RequestSeries[0]);

  RouteSeries(String route, HttpMetrics http) {
    this.route = route;
    this.http = http;
  }

  /** The label's value. */
  String route() {
    return route;
  }

  /** Past the limit of routes: what is counted here had a route of its own. */
  boolean isOther() {
    return route.equals(LabelValues.OTHER);
  }

  /**
   * @param key of a {@link RequestKind}
   * @return null if the limit of series has no room for it
   */
  RequestSeries of(long key) {
    RequestSeries known = find(key);
    return known != null ? known : create(key, false);
  }

  /** As {@link #of}, but made past the limit, too: here counts what has no room elsewhere. */
  RequestSeries always(long key) {
    RequestSeries known = find(key);
    return known != null ? known : create(key, true);
  }

  private RequestSeries find(long key) {
    Entries now = entries;
    int at = Arrays.binarySearch(now.keys, key);
    return at < 0 ? null : now.series[at];
  }

  private synchronized RequestSeries create(long key, boolean last) {
    RequestSeries series = find(key);
    if (series == null) {
      RequestKind kind = new RequestKind(route, key, http);
      if (http.limit.admits(http.naming.series(kind), last)) {
        series = http.naming.make(kind);
        entries = entries.with(key, series);
      }
    }
    return series;
  }
}
