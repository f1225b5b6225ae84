package io.pillion.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.ArrayList;
import java.util.List;

/** The HTTP metrics under their default names, made of {@link MethodSeries} at each scrape. */
final class HttpCollector implements MultiCollector {
  private static final MetricMetadata DURATION =
      new MetricMetadata(
          "http_request_duration_seconds",
          "From a request's headers being read to its response being sent or given up.",
          Unit.SECONDS);
  private static final MetricMetadata REQUESTS =
      new MetricMetadata("http_requests", "Requests completed.");
  private static final MetricMetadata CLIENT_ERRORS =
      new MetricMetadata(
          "http_requests_4xx", "Requests that failed by the client's fault, status 400 to 499.");
  private static final MetricMetadata SERVER_ERRORS =
      new MetricMetadata(
          "http_requests_5xx", "Requests that failed by the server's fault, status 500 to 599.");
  private static final MetricMetadata IN_FLIGHT =
      new MetricMetadata("http_requests_in_flight", "Requests begun and not completed.");
  private static final MetricMetadata REQUEST_SIZE =
      new MetricMetadata("http_request_size_bytes", "Bytes of request bodies.", Unit.BYTES);
  private static final MetricMetadata RESPONSE_SIZE =
      new MetricMetadata("http_response_size_bytes", "Bytes of response bodies.", Unit.BYTES);
  private static final MetricMetadata EXCEPTIONS =
      new MetricMetadata(
          "http_request_exceptions", "Exceptions that left the handler of a request.");

  private final Routes<MethodSeries> routes;
  private final InFlight inFlight;
  private final Labels constantLabels;
  private final long createdMillis = System.currentTimeMillis();

  HttpCollector(Routes<MethodSeries> routes, InFlight inFlight, Labels constantLabels) {
    this.routes = routes;
    this.inFlight = inFlight;
    this.constantLabels = constantLabels;
  }

  @Override
  public MetricSnapshots collect() {
    GaugeSnapshot inFlight = inFlight(); // first: a request that ends meanwhile is not missed
    List<CounterDataPointSnapshot> requests = new ArrayList<>();
    List<CounterDataPointSnapshot> clientErrors = new ArrayList<>();
    List<CounterDataPointSnapshot> serverErrors = new ArrayList<>();
    List<CounterDataPointSnapshot> exceptions = new ArrayList<>();
    List<HistogramDataPointSnapshot> durations = new ArrayList<>();
    List<SummaryDataPointSnapshot> requestSizes = new ArrayList<>();
    List<SummaryDataPointSnapshot> responseSizes = new ArrayList<>();
    for (RouteSeries<MethodSeries> route : routes.all()) {
      route.forEach(
          series -> {
            for (MethodSeries.StatusCount status : series.statuses()) {
              requests.add(counter(status.requests(), status.labels(), series.createdMillis()));
            }
            long created = series.createdMillis();
            clientErrors.add(counter(series.requests(4), series.labels(), created));
            serverErrors.add(counter(series.requests(5), series.labels(), created));
            durations.add(series.duration());
            requestSizes.add(summary(series, series.requestBytes()));
            responseSizes.add(summary(series, series.responseBytes()));
          });
      route
          .exceptions()
          .forEach(
              (exception, count) ->
                  exceptions.add(
                      counter(
                          count.sum(),
                          constantLabels.merge(
                              Labels.of("exception", exception, "route", route.route())),
                          createdMillis)));
    }
    return MetricSnapshots.of(
        new CounterSnapshot(REQUESTS, requests),
        new CounterSnapshot(CLIENT_ERRORS, clientErrors),
        new CounterSnapshot(SERVER_ERRORS, serverErrors),
        new HistogramSnapshot(DURATION, durations),
        inFlight,
        new SummarySnapshot(REQUEST_SIZE, requestSizes),
        new SummarySnapshot(RESPONSE_SIZE, responseSizes),
        new CounterSnapshot(EXCEPTIONS, exceptions));
  }

  private GaugeSnapshot inFlight() {
    return GaugeSnapshot.builder()
        .name(IN_FLIGHT.getName())
        .help(IN_FLIGHT.getHelp())
        .dataPoint(
            GaugeDataPointSnapshot.builder()
                .value((double) inFlight.sum())
                .labels(constantLabels)
                .build())
        .build();
  }

  private static CounterDataPointSnapshot counter(long value, Labels labels, long createdMillis) {
    return new CounterDataPointSnapshot(value, labels, null, createdMillis);
  }

  private static SummaryDataPointSnapshot summary(MethodSeries series, long bytes) {
    return new SummaryDataPointSnapshot(
        series.requests(),
        bytes,
        Quantiles.EMPTY,
        series.labels(),
        Exemplars.EMPTY,
        series.createdMillis());
  }
}
