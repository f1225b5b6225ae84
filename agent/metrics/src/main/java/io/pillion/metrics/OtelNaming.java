package io.pillion.metrics;

import io.pillion.config.Settings;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The HTTP metrics as OpenTelemetry's semantic conventions name them
 * (https://opentelemetry.io/docs/specs/semconv/http/http-metrics/), in Prometheus's spelling
 * (https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/).
 */
final class OtelNaming extends NamingScheme {
  private static final MetricMetadata DURATION =
      new MetricMetadata(
          "http_server_request_duration_seconds",
          "Duration of HTTP server requests.",
          Unit.SECONDS);

  private static final MetricMetadata ACTIVE =
      new MetricMetadata("http_server_active_requests", "Number of active HTTP server requests.");

  /** No status is sent to a client that has gone: http.response.status_code must be left out. */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private final Queue<DurationSeries> made = new ConcurrentLinkedQueue<>();

  OtelNaming(Settings settings, Labels constantLabels) {
    super(settings, constantLabels, DURATION.getName(), "http_request_method", "http_route");
  }

  @Override
  boolean tellsScheme() {
    return true;
  }

  @Override
  Labels ownLabels(RequestKind kind) {
    Labels.Builder labels =
        Labels.builder()
            .label(methodLabel, methodName(kind.method))
            .label("url_scheme", kind.scheme.label());
    if (!kind.route.equals(Routes.EVERYTHING)) {
      labels.label(routeLabel, kind.route);
    }
    if (kind.status != CLIENT_CLOSED_REQUEST) {
      labels.label("http_response_status_code", Integer.toString(kind.status));
    }
    String error = kind.exception != null ? kind.exception : error(kind.status);
    return error == null ? labels.build() : labels.label("error_type", error).build();
  }

  private static String error(int status) {
    if (status == CLIENT_CLOSED_REQUEST) {
      return "client_closed_request";
    }
    return status >= 500 ? Integer.toString(status) : null;
  }

  @Override
  int series(RequestKind kind) {
    return seriesOfDurations();
  }

  @Override
  RequestSeries make(RequestKind kind) {
    DurationSeries series = new DurationSeries(labels(kind), buckets);
    made.add(series);
    return series;
  }

  @Override
  MetricSnapshots collect(HttpMetrics http) {
    GaugeSnapshot active = active(http.inFlight); // first: what ends meanwhile is not missed
    List<HistogramDataPointSnapshot> durations = new ArrayList<>();
    made.forEach(series -> durations.add(series.snapshot()));
    return MetricSnapshots.of(active, new HistogramSnapshot(DURATION, durations));
  }

  private GaugeSnapshot active(InFlight inFlight) {
    List<GaugeDataPointSnapshot> active = new ArrayList<>();
    inFlight.forEach(
        (method, scheme, requests) -> {
          Labels labels = Labels.of(methodLabel, methodName(method), "url_scheme", scheme.label());
          active.add(
              new GaugeDataPointSnapshot((double) requests, constantLabels.merge(labels), null));
        });
    return new GaugeSnapshot(ACTIVE, active);
  }
}
