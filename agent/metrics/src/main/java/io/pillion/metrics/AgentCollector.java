package io.pillion.metrics;

import io.pillion.api.Faults;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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
    return gauge(
        "pillion_info",
        "The agent's version, and that of the Java it runs on.",
        point(1, "version", status.version(), "java", System.getProperty("java.version")));
  }

  private GaugeSnapshot instrumented() {
    List<GaugeDataPointSnapshot> servers = new ArrayList<>();
    status
        .servers()
        .forEach(
            (server, versions) ->
                versions.forEach(
                    (version, counted) ->
                        servers.add(point(counted ? 1 : 0, "server", server, "version", version))));
    return gauge(
        "pillion_instrumented",
        "Servers in the app: 1 where requests are counted, 0 where they are not, for the reason that"
            + " /-/instrumentation gives.",
        servers.toArray(new GaugeDataPointSnapshot[0]));
  }

  private CounterSnapshot errors() {
    return counter(
        "pillion_errors",
        "Faults of the agent's own that were kept from the app.",
        "where",
        faults.counts());
  }

  private CounterSnapshot overflow() {
    Map<String, Long> overflow = new HashMap<>(http.headerLabels.overflow());
    others.forEach(other -> overflow.putAll(other.get()));
    overflow.put("http.routes.limit", http.routes.overflow());
    overflow.put("exceptions", http.exceptions.overflow());
    overflow.put("series.limit", http.limit.overflow());
    return counter(
        "pillion_overflow",
        "Observations that were folded into _OTHER because a limit was reached.",
        "limit",
        overflow);
  }

  private GaugeSnapshot series() {
    return gauge(
        "pillion_series",
        "Series of HTTP requests and of the app's own methods that the agent holds. As Prometheus"
            + " counts them in the text format: each bucket, sum and count is one.",
        point(http.series()));
  }

  private GaugeSnapshot start() {
    return gauge(
        "pillion_start_seconds",
        "How long the agent held up the app's threads in starting and weaving.",
        point(status.startSeconds()));
  }

  private SummarySnapshot overhead() {
    return SummarySnapshot.builder()
        .name("pillion_request_overhead_seconds")
        .help("Time that the agent's own code took in a request, measured in one of 16.")
        .dataPoint(
            SummaryDataPointSnapshot.builder()
                .count(http.overhead.requests())
                .sum(http.overhead.seconds())
                .labels(constantLabels)
                .build())
        .build();
  }

  private static GaugeSnapshot gauge(String name, String help, GaugeDataPointSnapshot... points) {
    return new GaugeSnapshot(new MetricMetadata(name, help), Arrays.asList(points));
  }

  private GaugeDataPointSnapshot point(double value, String... labels) {
    return new GaugeDataPointSnapshot(value, constantLabels.merge(Labels.of(labels)), null);
  }

  private CounterSnapshot counter(
      String name, String help, String label, Map<String, Long> counts) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    counts.forEach(
        (value, count) -> {
          Labels labels = constantLabels.merge(Labels.of(label, value));
          counter.dataPoint(new CounterDataPointSnapshot(count, labels, null, 0));
        });
    return counter.build();
  }
}
