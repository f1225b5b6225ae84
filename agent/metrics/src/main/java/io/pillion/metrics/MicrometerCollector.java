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
 * The HTTP metrics as a Spring Boot app shows its {@code http.server.requests}: the values of the
 * labels are those of Spring's {@code DefaultServerRequestObservationConvention}. Always with
 * buckets, which Spring Boot shows where {@code percentiles-histogram} is set.
 */
final class MicrometerCollector implements MultiCollector {
  private static final MetricMetadata REQUESTS =
      new MetricMetadata(
          "http_server_requests_seconds", "Duration of HTTP server requests.", Unit.SECONDS);

  private final Routes<OutcomeSeries> routes;

  MicrometerCollector(Routes<OutcomeSeries> routes) {
    this.routes = routes;
  }

  /**
   * @param exception the simple class name of what left the app's handler, or null
   */
  static Labels labels(HttpMethod method, String route, int status, String exception) {
    String error = exception == null ? "none" : exception;
    return Labels.builder()
        .label("error", error)
        .label("exception", error)
        .label("method", method == HttpMethod.OTHER ? "UNKNOWN" : method.name())
        .label("outcome", outcome(status))
        .label("status", Integer.toString(status))
        .label("uri", route.equals(Routes.EVERYTHING) ? uriOfUnmatched(status) : route)
        .build();
  }

  private static String outcome(int status) {
    switch (status / 100) {
      case 1:
        return "INFORMATIONAL";
      case 2:
        return "SUCCESS";
      case 3:
        return "REDIRECTION";
      case 4:
        return "CLIENT_ERROR";
      case 5:
        return "SERVER_ERROR";
      default:
        return "UNKNOWN";
    }
  }

  private static String uriOfUnmatched(int status) {
    if (status / 100 == 3) {
      return "REDIRECTION";
    }
    return status == 404 ? "NOT_FOUND" : "UNKNOWN";
  }

  @Override
  public MetricSnapshots collect() {
    List<HistogramDataPointSnapshot> durations = new ArrayList<>();
    GaugeSnapshot.Builder max =
        GaugeSnapshot.builder()
            .name("http_server_requests_seconds_max")
            .help("The longest of the last minute.");
    for (RouteSeries<OutcomeSeries> route : routes.all()) {
      route.forEach(
          series -> {
            for (OutcomeSeries.Outcome outcome : series.outcomes()) {
              durations.add(outcome.duration().snapshot());
              max.dataPoint(
                  GaugeDataPointSnapshot.builder()
                      .value(outcome.maxSeconds())
                      .labels(outcome.labels())
                      .build());
            }
          });
    }
    return MetricSnapshots.of(new HistogramSnapshot(REQUESTS, durations), max.build());
  }
}
