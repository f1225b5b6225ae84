package io.pillion.metrics;

import io.pillion.api.HttpMethod;
import io.prometheus.metrics.model.snapshots.Labels;

/** What the requests of one series have in common. */
@SuppressWarnings("EnumOrdinal") // in numbers that do not outlive the JVM
final class RequestKind {
  private static final HttpMethod[] METHODS = HttpMethod.values();
  private static final Scheme[] SCHEMES = Scheme.values();

  final String route;
  final HttpMethod method;
  final int status;

  /** Has a meaning if {@link NamingScheme#tellsScheme}. */
  final Scheme scheme;

  /** The label's value for the exception that left the app's handler; null if there is none. */
  final String exception;

  /** The labels that the request's headers give. */
  final Labels headers;

  /**
   * @param key of {@link #key}
   */
  RequestKind(String route, long key, HttpMetrics http) {
    this.route = route;
    this.status = (int) (key >> 32);
    this.method = METHODS[(int) (key >> 28) & 0xF];
    this.headers = http.headerLabels.labels((int) (key >> 12) & 0xFFFF);
    this.scheme = SCHEMES[(int) (key >> 10) & 0x3];
    this.exception = http.exceptions.value((int) key & 0x3FF);
  }

  /**
   * All but the route as one number, which costs a request no object.
   *
   * @param headers the combination of {@link HeaderLabels}
   * @param exception the number of {@link HttpMetrics#exceptions}
   */
  static long key(HttpMethod method, int headers, int status, Scheme scheme, int exception) {
    return (long) status << 32
        | (long) method.ordinal() << 28
        | (long) headers << 12
        | (long) scheme.ordinal() << 10
        | exception;
  }

  /** All requests of a route that threw an exception, where exceptions have their own metric. */
  static long keyOfException(int exception) {
    return exception;
  }
}
