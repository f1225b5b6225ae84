package io.pillion.metrics;

import io.pillion.api.Faults;
import io.pillion.api.Guard;
import io.pillion.api.Overhead;
import io.pillion.api.RequestReader;
import io.pillion.api.Requests;
import io.pillion.api.ServerMetrics;
import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.instrumentation.jvm.RemovableJvmMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** All that the agent measures, in a registry of its own. */
public final class Metrics implements ServerMetrics {
  /** The library's defaults; loaded when they are first asked for. */
  private static final class Defaults {
    static final PrometheusProperties PROPERTIES = PrometheusProperties.builder().build();
  }

  private final List<MultiCollector> collectors = new ArrayList<>();
  private PrometheusRegistry registry;
  private final Labels constantLabels;
  private final HttpMetrics http;
  private final boolean attached;
  private RemovableJvmMetrics jvm;
  private final List<Supplier<Map<String, Long>>> others = new CopyOnWriteArrayList<>();

  public Metrics(Settings settings, AgentStatus status, Faults faults) {
    this.constantLabels = labels(settings.get(Setting.LABELS));
    this.http = new HttpMetrics(settings, constantLabels);
    this.attached = status.isAttached();
    collectors.add(http);
    collectors.add(new AgentCollector(status, faults, http, others, constantLabels));
  }

  private static Labels labels(Map<String, String> labels) {
    return Labels.of(
        labels.keySet().toArray(new String[0]), labels.values().toArray(new String[0]));
  }

  /**
   * Adds the JVM's metrics, but for its native memory. Apart from the constructor because they take
   * more time than all else.
   */
  public void addJvm() {
    jvm = RemovableJvmMetrics.register(properties(), constantLabels, registry());
  }

  /** Whether the JVM was told to track its native memory. */
  public boolean tracksNativeMemory() {
    return RemovableJvmMetrics.tracksNativeMemory();
  }

  /**
   * Adds the JVM's native memory. This initialises {@code java.util.logging}, by the platform MBean
   * server: the app must have done so before.
   */
  public void addNativeMemory() {
    RemovableJvmMetrics.registerNativeMemory(properties(), constantLabels, registry());
  }

  /** Ends what is called by the JVM. What is called by the app's requests counts into the void. */
  public void close() {
    if (jvm != null) {
      jvm.remove();
    }
  }

  /** Takes up what can change while the app runs; called when the file was read again. */
  public void reconfigure(Settings settings) {
    http.reconfigure(settings);
  }

  /**
   * Adds metrics that are made elsewhere.
   *
   * @param overflow observations folded into {@code _OTHER} there, by limit
   */
  public synchronized void add(MultiCollector collector, Supplier<Map<String, Long>> overflow) {
    if (registry != null) {
      registry.register(collector);
    }
    collectors.add(collector);
    others.add(overflow);
  }

  /**
   * Says which route such a request has had, why, and what would change it.
   *
   * @param settings in force
   * @param method of HTTP, in any case
   * @param path as a client sends it, without a query
   * @return some lines of text
   */
  public String explain(Settings settings, String method, String path) {
    return new Explanation(http, settings).of(method, path);
  }

  /** A request has been counted. */
  public boolean hasCounted() {
    return http.routes.hasAny();
  }

  /** Labels that every series bears. */
  public Labels constantLabels() {
    return constantLabels;
  }

  /** Bounds what every metric together may hold, those made elsewhere too. */
  public SeriesLimit seriesLimit() {
    return http.limit;
  }

  /** What is scraped. Made when it is first asked for: nothing that counts a request needs it. */
  public synchronized PrometheusRegistry registry() {
    if (registry == null) {
      registry = new PrometheusRegistry();
      collectors.forEach(registry::register);
    }
    return registry;
  }

  public PrometheusProperties properties() {
    return Defaults.PROPERTIES;
  }

  @Override
  public <E> Requests<E> requests(RequestReader<E> reader, Guard guard) {
    return http.recorder(reader, guard);
  }

  @Override
  public Overhead overhead() {
    return http.overhead;
  }

  @Override
  public boolean isAttached() {
    return attached;
  }
}
