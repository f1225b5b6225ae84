package io.pillion.metrics;

import io.pillion.api.RequestReader;
import io.pillion.config.Settings;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The default naming, of which the metrics are made of {@link MethodSeries} at each scrape. */
final class PrometheusNaming extends NamingScheme {
  /** How many exceptions of one class left the handlers of one route. */
  private static final class ExceptionCount implements RequestSeries {
    final LongAdder exceptions = new LongAdder();
    final long createdMillis = System.currentTimeMillis();

    @Override
    public <E> void count(E exchange, RequestReader<E> reader, double seconds) {
      exceptions.increment();
    }
  }

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

  /** Besides the durations and the statuses: 4xx, 5xx, and the sums and counts of two sizes. */
  private static final int OTHER_SERIES = 6;

  private final Map<Labels, MethodSeries> methods = new ConcurrentHashMap<>();
  private final Map<Labels, ExceptionCount> exceptions = new ConcurrentHashMap<>();

  PrometheusNaming(Settings settings, Labels constantLabels) {
    super(settings, constantLabels, REQUESTS.getName(), "method", "route");
  }

  @Override
  boolean tellsException() {
    return false;
  }

  @Override
  boolean tellsUnmatched() {
    return true;
  }

  @Override
  Labels ownLabels(RequestKind kind) {
    return Labels.of(methodLabel, methodName(kind.method), routeLabel, kind.route);
  }

  @Override
  int series(RequestKind kind) {
    boolean one = kind.exception != null || methods.containsKey(labels(kind));
    return one ? 1 : 1 + seriesOfDurations() + OTHER_SERIES;
  }

  @Override
  RequestSeries make(RequestKind kind) {
    if (kind.exception != null) {
      Labels labels = Labels.of("exception", kind.exception, routeLabel, kind.route);
      return exceptions.computeIfAbsent(constantLabels.merge(labels), of -> new ExceptionCount());
    }
    return methods
        .computeIfAbsent(
            labels(kind), labels -> new MethodSeries(new DurationSeries(labels, buckets)))
        .add(kind.status);
  }

  @Override
  MetricSnapshots collect(HttpMetrics http) {
    GaugeSnapshot inFlight = inFlight(http); // first: a request that ends meanwhile is not missed
    List<CounterDataPointSnapshot> requests = new ArrayList<>();
    List<CounterDataPointSnapshot> clientErrors = new ArrayList<>();
    List<CounterDataPointSnapshot> serverErrors = new ArrayList<>();
    List<HistogramDataPointSnapshot> durations = new ArrayList<>();
    List<SummaryDataPointSnapshot> requestSizes = new ArrayList<>();
    List<SummaryDataPointSnapshot> responseSizes = new ArrayList<>();
    methods.forEach(
        (labels, series) -> {
          long created = series.createdMillis;
          for (MethodSeries.OfStatus status : series.statuses) {
            requests.add(counter(status.requests.sum(), status.labels, created));
          }
          clientErrors.add(counter(series.requests(400, 499), labels, created));
          serverErrors.add(counter(series.requests(500, 599), labels, created));
          durations.add(series.duration.snapshot());
          requestSizes.add(summary(series, series.requestBytes));
          responseSizes.add(summary(series, series.responseBytes));
        });
    List<CounterDataPointSnapshot> thrown = new ArrayList<>();
    exceptions.forEach(
        (labels, of) -> thrown.add(counter(of.exceptions.sum(), labels, of.createdMillis)));
    return MetricSnapshots.of(
        new CounterSnapshot(REQUESTS, requests),
        new CounterSnapshot(CLIENT_ERRORS, clientErrors),
        new CounterSnapshot(SERVER_ERRORS, serverErrors),
        new HistogramSnapshot(DURATION, durations),
        inFlight,
        new SummarySnapshot(REQUEST_SIZE, requestSizes),
        new SummarySnapshot(RESPONSE_SIZE, responseSizes),
        new CounterSnapshot(EXCEPTIONS, thrown));
  }

  private GaugeSnapshot inFlight(HttpMetrics http) {
    double requests = http.inFlight.sum();
    return new GaugeSnapshot(
        IN_FLIGHT,
        Collections.singletonList(new GaugeDataPointSnapshot(requests, constantLabels, null)));
  }

  private static CounterDataPointSnapshot counter(long value, Labels labels, long createdMillis) {
    return new CounterDataPointSnapshot(value, labels, null, createdMillis);
  }

  private static SummaryDataPointSnapshot summary(MethodSeries series, LongAdder bytes) {
    return new SummaryDataPointSnapshot(
        series.requests(0, Integer.MAX_VALUE),
        bytes.sum(),
        Quantiles.EMPTY,
        series.duration.labels(),
        Exemplars.EMPTY,
        series.createdMillis);
  }
}
