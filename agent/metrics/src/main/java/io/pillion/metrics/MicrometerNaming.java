package io.pillion.metrics;

import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;
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
 * The HTTP metrics as a Spring Boot app shows its {@code http.server.requests}: the values of the
 * labels are those of Spring's {@code DefaultServerRequestObservationConvention}. Always with
 * buckets, which Spring Boot shows where {@code percentiles-histogram} is set.
 */
final class MicrometerNaming extends NamingScheme {
  /** The durations of one kind of requests, and the longest of them. */
  private static final class Timer extends DurationSeries {
    private final RecentMax max = new RecentMax(System.nanoTime());

    Timer(Labels labels, double[] buckets) {
      super(labels, buckets);
    }

    @Override
    public <E> void count(E exchange, RequestReader<E> reader, double seconds) {
      super.count(exchange, reader, seconds);
      max.offer(seconds, System.nanoTime());
    }

    GaugeDataPointSnapshot max() {
      return new GaugeDataPointSnapshot(max.at(System.nanoTime()), labels(), null);
    }
  }

  private static final MetricMetadata REQUESTS =
      new MetricMetadata(
          "http_server_requests_seconds", "Duration of HTTP server requests.", Unit.SECONDS);

  private static final MetricMetadata MAX =
      new MetricMetadata("http_server_requests_seconds_max", "The longest of the last minute.");

  /** Of a status of 100, 200 and so on. */
  private static final String[] OUTCOMES = {
    "INFORMATIONAL", "SUCCESS", "REDIRECTION", "CLIENT_ERROR", "SERVER_ERROR"
  };

  private final Queue<Timer> made = new ConcurrentLinkedQueue<>();

  MicrometerNaming(Settings settings, Labels constantLabels) {
    super(settings, constantLabels, REQUESTS.getName(), "method", "uri");
  }

  /** The simple name; on Java 8 some classes of Scala and Groovy have none (JDK-8057919). */
  @Override
  String exceptionName(Class<?> type) {
    try {
      return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    } catch (InternalError malformed) {
      return type.getName();
    }
  }

  /** Spring Boot shows none. */
  @Override
  int seriesOf(InFlight inFlight) {
    return 0;
  }

  @Override
  String methodName(HttpMethod method) {
    return method == HttpMethod.OTHER ? "UNKNOWN" : method.name();
  }

  @Override
  Labels ownLabels(RequestKind kind) {
    String error = kind.exception == null ? "none" : kind.exception;
    boolean matched = !kind.route.equals(Routes.EVERYTHING);
    return Labels.builder()
        .label("error", error)
        .label("exception", error)
        .label(methodLabel, methodName(kind.method))
        .label("outcome", outcome(kind.status))
        .label("status", Integer.toString(kind.status))
        .label(routeLabel, matched ? kind.route : uriOfUnmatched(kind.status))
        .build();
  }

  private static String outcome(int status) {
    return status < 100 || status > 599 ? "UNKNOWN" : OUTCOMES[status / 100 - 1];
  }

  private static String uriOfUnmatched(int status) {
    if (status / 100 == 3) {
      return "REDIRECTION";
    }
    return status == 404 ? "NOT_FOUND" : "UNKNOWN";
  }

  @Override
  int series(RequestKind kind) {
    return seriesOfDurations() + 1;
  }

  @Override
  RequestSeries make(RequestKind kind) {
    Timer timer = new Timer(labels(kind), buckets);
    made.add(timer);
    return timer;
  }

  @Override
  MetricSnapshots collect(HttpMetrics http) {
    List<HistogramDataPointSnapshot> durations = new ArrayList<>();
    List<GaugeDataPointSnapshot> longest = new ArrayList<>();
    for (Timer timer : made) {
      durations.add(timer.snapshot());
      longest.add(timer.max());
    }
    return MetricSnapshots.of(
        new HistogramSnapshot(REQUESTS, durations), new GaugeSnapshot(MAX, longest));
  }
}
