package io.pillion.metrics;

import io.pillion.api.HttpMethod;
import io.pillion.config.Naming;
import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/**
 * The names and labels of the HTTP metrics, and what must be counted for them. Each value of the
 * setting {@code naming} is a class; nothing but {@link #of} asks which it is.
 */
abstract class NamingScheme {
  /** The metric that has the number of requests of each method, route and status. */
  final String requests;

  final String methodLabel;
  final String routeLabel;
  final Labels constantLabels;
  final double[] buckets;

  NamingScheme(
      Settings settings,
      Labels constantLabels,
      String requests,
      String methodLabel,
      String routeLabel) {
    this.requests = requests;
    this.methodLabel = methodLabel;
    this.routeLabel = routeLabel;
    this.constantLabels = constantLabels;
    this.buckets = settings.get(Setting.HTTP_BUCKETS);
  }

  static NamingScheme of(Settings settings, Labels constantLabels) {
    Naming naming = settings.get(Setting.NAMING);
    return naming == Naming.OTEL
        ? new OtelNaming(settings, constantLabels)
        : naming == Naming.MICROMETER
            ? new MicrometerNaming(settings, constantLabels)
            : new PrometheusNaming(settings, constantLabels);
  }

  /** Whether the scheme is a label, of the requests completed and of those in flight. */
  boolean tellsScheme() {
    return false;
  }

  /** Whether the exception is a label of the requests; else exceptions have their own metric. */
  boolean tellsException() {
    return true;
  }

  /**
   * Whether what nothing answered is apart from the requests of an app with one handler for all.
   */
  boolean tellsUnmatched() {
    return false;
  }

  /** The value of {@link #methodLabel}. */
  String methodName(HttpMethod method) {
    return method.label();
  }

  /** The value of the label that tells exceptions apart. */
  String exceptionName(Class<?> type) {
    return type.getName();
  }

  /** How many series show the requests in flight. */
  int seriesOf(InFlight inFlight) {
    return inFlight.series();
  }

  /** How many series {@link #make} adds. */
  abstract int series(RequestKind kind);

  /** Makes what counts the first request of a kind, and those that follow. */
  abstract RequestSeries make(RequestKind kind);

  /** What is scraped. */
  abstract MetricSnapshots collect(HttpMetrics http);

  /** The labels of a kind of requests, but for those that every naming has. */
  abstract Labels ownLabels(RequestKind kind);

  final Labels labels(RequestKind kind) {
    return constantLabels.merge(ownLabels(kind)).merge(kind.headers);
  }

  /** A bucket for each bound and for infinity, a sum and a count. */
  final int seriesOfDurations() {
    return buckets.length + 3;
  }
}
