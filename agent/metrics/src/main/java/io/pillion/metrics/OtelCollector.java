package io.pillion.metrics;

import io.pillion.api.HttpMethod;
import io.prometheus.metrics.model.registry.MultiCollector;
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

/**
 * The HTTP metrics as OpenTelemetry's semantic conventions name them
 * (https://opentelemetry.io/docs/specs/semconv/http/http-metrics/), in Prometheus's spelling
 * (https://opentelemetry.io/docs/specs/otel/compatibility/prometheus_and_openmetrics/).
 */
final class OtelCollector implements MultiCollector {
  private static final MetricMetadata DURATION =
      new MetricMetadata(
          "http_server_request_duration_seconds",
          "Duration of HTTP server requests.",
          Unit.SECONDS);

  /** No status is sent to a client that has gone: http.response.status_code must be left out. */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private final Routes<OutcomeSeries> routes;
  private final InFlight inFlight;
  private final Labels constantLabels;

  OtelCollector(Routes<OutcomeSeries> routes, InFlight inFlight, Labels constantLabels) {
    this.routes = routes;
    this.inFlight = inFlight;
    this.constantLabels = constantLabels;
  }

  /**
   * @param exception the class name of what left the app's handler, or null
   */
  static Labels labels(
      HttpMethod method, String route, int status, Scheme scheme, String exception) {
    Labels.Builder labels =
        Labels.builder()
            .label("http_request_method", method.label())
            .label("url_scheme", scheme.label());
    if (!route.equals(Routes.EVERYTHING)) {
      labels.label("http_route", route);
    }
    if (status != CLIENT_CLOSED_REQUEST) {
      labels.label("http_response_status_code", Integer.toString(status));
    }
    String error = exception != null ? exception : error(status);
    return error == null ? labels.build() : labels.label("error_type", error).build();
  }

  private static String error(int status) {
    if (status == CLIENT_CLOSED_REQUEST) {
      return "client_closed_request";
    }
    return status >= 500 ? Integer.toString(status) : null;
  }

  @Override
  public MetricSnapshots collect() {
    GaugeSnapshot active = active(); // first: a request that ends meanwhile is not missed
    List<HistogramDataPointSnapshot> durations = new ArrayList<>();
    for (RouteSeries<OutcomeSeries> route : routes.all()) {
      route.forEach(
          series -> {
            for (OutcomeSeries.Outcome outcome : series.outcomes()) {
              durations.add(outcome.duration().snapshot());
            }
          });
    }
    return MetricSnapshots.of(active, new HistogramSnapshot(DURATION, durations));
  }

  private GaugeSnapshot active() {
    GaugeSnapshot.Builder active =
        GaugeSnapshot.builder()
            .name("http_server_active_requests")
            .help("Number of active HTTP server requests.");
    inFlight.forEach(
        (method, scheme, requests) -> {
          Labels labels =
              Labels.of("http_request_method", method.label(), "url_scheme", scheme.label());
          active.dataPoint(
              GaugeDataPointSnapshot.builder()
                  .value((double) requests)
                  .labels(constantLabels.merge(labels))
                  .build());
        });
    return active.build();
  }
}
