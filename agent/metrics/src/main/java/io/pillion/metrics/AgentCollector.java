package io.pillion.metrics;

import io.pillion.api.Faults;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What the agent tells of itself, {@code pillion_*}. */
final class AgentCollector implements MultiCollector {
  private final AgentStatus status;
  private final Faults faults;
  private final HttpMetrics http;
  private final List<Supplier<Map<String, Long>>> others;
  private final Labels constantLabels;

  AgentCollector(
      AgentStatus status,
      Faults faults,
      HttpMetrics http,
      List<Supplier<Map<String, Long>>> others,
      Labels constantLabels) {
    this.status = status;
    this.faults = faults;
    this.http = http;
    this.others = others;
    this.constantLabels = constantLabels;
  }

  @Override
  public MetricSnapshots collect() {
    return MetricSnapshots.of(
        info(), instrumented(), errors(), overflow(), series(), start(), overhead());
  }

  private GaugeSnapshot info() {
    return GaugeSnapshot.builder()
        .name("pillion_info")
        .help("The agent's version, and that of the Java it runs on.")
        .dataPoint(
            gauge(1, "version", status.version(), "java", System.getProperty("java.version")))
        .build();
  }

  private GaugeSnapshot instrumented() {
    GaugeSnapshot.Builder servers =
        GaugeSnapshot.builder()
            .name("pillion_instrumented")
            .help(
                "Servers in the app: 1 where requests are counted, 0 where they are not, for the"
                    + " reason that /-/instrumentation gives.");
    status
        .servers()
        .forEach(
            (server, versions) ->
                versions.forEach(
                    (version, counted) ->
                        servers.dataPoint(
                            gauge(counted ? 1 : 0, "server", server, "version", version))));
    return servers.build();
  }

  private CounterSnapshot errors() {
    CounterSnapshot.Builder errors =
        CounterSnapshot.builder()
            .name("pillion_errors")
            .help("Faults of the agent's own that were kept from the app.");
    faults.counts().forEach((where, count) -> errors.dataPoint(counter(count, "where", where)));
    return errors.build();
  }

  private CounterSnapshot overflow() {
    CounterSnapshot.Builder overflow =
        CounterSnapshot.builder()
            .name("pillion_overflow")
            .help("Observations that were folded into _OTHER because a limit was reached.");
    others.forEach(
        other ->
            other
                .get()
                .forEach((limit, count) -> overflow.dataPoint(counter(count, "limit", limit))));
    http.headerLabels()
        .overflow()
        .forEach((limit, count) -> overflow.dataPoint(counter(count, "limit", limit)));
    return overflow
        .dataPoint(counter(http.routes().overflow(), "limit", "http.routes.limit"))
        .dataPoint(counter(http.exceptions().overflow(), "limit", "exceptions"))
        .dataPoint(counter(http.limit().overflow(), "limit", "series.limit"))
        .build();
  }

  private GaugeSnapshot series() {
    return GaugeSnapshot.builder()
        .name("pillion_series")
        .help(
            "Series of HTTP requests and of the app's own methods that the agent holds. As Prometheus"
                + " counts them in the text format: each bucket, sum and count is one.")
        .dataPoint(gauge(http.series()))
        .build();
  }

  private GaugeSnapshot start() {
    return GaugeSnapshot.builder()
        .name("pillion_start_seconds")
        .help("How long the agent held up the app's threads in starting and weaving.")
        .dataPoint(gauge(status.startSeconds()))
        .build();
  }

  private SummarySnapshot overhead() {
    return SummarySnapshot.builder()
        .name("pillion_request_overhead_seconds")
        .help("Time that the agent's own code took in a request, measured in one of 16.")
        .dataPoint(
            SummaryDataPointSnapshot.builder()
                .count(http.overhead().requests())
                .sum(http.overhead().seconds())
                .labels(constantLabels)
                .build())
        .build();
  }

  private GaugeDataPointSnapshot gauge(double value, String... labels) {
    return GaugeDataPointSnapshot.builder().value(value).labels(labels(labels)).build();
  }

  private CounterDataPointSnapshot counter(long value, String... labels) {
    return CounterDataPointSnapshot.builder().value((double) value).labels(labels(labels)).build();
  }

  private Labels labels(String... labels) {
    return labels.length == 0 ? constantLabels : constantLabels.merge(Labels.of(labels));
  }
}
