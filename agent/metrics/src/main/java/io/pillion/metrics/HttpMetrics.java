package io.pillion.metrics;

import io.pillion.api.Guard;
import io.pillion.api.Overhead;
import io.pillion.api.RequestReader;
import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What is counted of HTTP requests, whichever server they came to. Each server's {@link
 * HttpRecorder} adds to it; at a scrape the {@link NamingScheme} reads it.
 */
final class HttpMetrics implements MultiCollector {
  final Overhead overhead = new Overhead();
  final LabelValues exceptions = new LabelValues();
  final NamingScheme naming;
  final InFlight inFlight;
  final HeaderLabels headerLabels;
  final SeriesLimit limit;
  final Routes routes;

  /** Of {@code http.exclude}. */
  volatile PathPatterns excluded;

  /** Of {@code http.routes}. */
  volatile PathTemplates templates;

  /** Weakly: a recorder knows the server's classes, and with them the app's loader. */
  private final List<WeakReference<HttpRecorder<?>>> recorders = new CopyOnWriteArrayList<>();

  HttpMetrics(Settings settings, Labels constantLabels) {
    reconfigure(settings);
    exceptions.keepFirst(100);
    this.naming = NamingScheme.of(settings, constantLabels);
    this.inFlight = new InFlight(naming.tellsScheme());
    this.headerLabels = new HeaderLabels(settings.get(Setting.HTTP_LABELS));
    this.limit = new SeriesLimit(settings.get(Setting.SERIES_LIMIT));
    this.routes = new Routes(settings.get(Setting.HTTP_ROUTES_LIMIT), this);
  }

  /** Takes up what can change while the app runs. */
  void reconfigure(Settings settings) {
    excluded = new PathPatterns(settings.get(Setting.HTTP_EXCLUDE));
    templates = new PathTemplates(settings.get(Setting.HTTP_ROUTES));
  }

  <E> HttpRecorder<E> recorder(RequestReader<E> reader, Guard guard) {
    HttpRecorder<E> recorder = new HttpRecorder<>(this, reader, guard);
    recorders.removeIf(known -> known.get() == null);
    recorders.add(new WeakReference<>(recorder));
    return recorder;
  }

  /** The recorders of the servers that are there. */
  List<HttpRecorder<?>> recorders() {
    List<HttpRecorder<?>> present = new ArrayList<>();
    for (WeakReference<HttpRecorder<?>> reference : recorders) {
      HttpRecorder<?> recorder = reference.get();
      if (recorder != null) {
        present.add(recorder);
      }
    }
    return present;
  }

  /** How many series are shown now, with those that others have taken of the {@link #limit}. */
  int series() {
    return limit.taken() + naming.seriesOf(inFlight);
  }

  @Override
  public MetricSnapshots collect() {
    return naming.collect(this);
  }
}
