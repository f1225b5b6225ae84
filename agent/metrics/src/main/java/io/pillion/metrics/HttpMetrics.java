package io.pillion.metrics;

import io.pillion.api.Guard;
import io.pillion.api.HttpMethod;
import io.pillion.api.Overhead;
import io.pillion.api.RequestReader;
import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/**
 * Counts HTTP requests. A server's {@link HttpRecorder} tells the {@link RouteSeries} of a request
 * that is over; of that, {@link #count} finds the {@link RequestSeries}, and adds to it. At a
 * scrape the {@link NamingScheme} reads them.
 */
final class HttpMetrics implements MultiCollector {
  private final Overhead overhead = new Overhead();
  private final LabelValues exceptions = new LabelValues();
  private final NamingScheme naming;
  private final InFlight inFlight;
  private final HeaderLabels headerLabels;
  private final SeriesLimit limit;
  private final Routes routes;

  /** Weakly: a recorder knows the server's classes, and with them the app's loader. */
  private final List<WeakReference<HttpRecorder<?>>> recorders = new CopyOnWriteArrayList<>();

  private volatile PathPatterns excluded;
  private volatile PathTemplates templates;

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

  @Override
  public MetricSnapshots collect() {
    return naming.collect(this);
  }

  /**
   * Counts a request that is over.
   *
   * @param seconds from its headers being read to its response being sent or given up
   */
  <E> void count(
      RouteSeries route, E exchange, RequestReader<E> reader, int status, double seconds) {
    if (route.isOther()) {
      routes.overflowed();
    }
    HttpMethod method = reader.method(exchange);
    Scheme scheme = naming.tellsScheme() ? Scheme.of(reader.scheme(exchange)) : Scheme.OTHER;
    int exception = naming.tellsException() ? exception(exchange, reader) : LabelValues.ABSENT;
    int headers = headerLabels.of(exchange, reader);
    RequestSeries series = route.of(RequestKind.key(method, headers, status, scheme, exception));
    if (series == null) {
      limit.overflowed();
      int any = Math.min(exception, LabelValues.OTHERS);
      long key = RequestKind.key(method, headerLabels.others(), status, scheme, any);
      series = routes.other().always(key);
    }
    series.count(exchange, reader, seconds);
    countException(route, exchange, reader);
  }

  /** Counts its exception, where that is no label of the requests, but has a metric of its own. */
  <E> void countException(RouteSeries route, E exchange, RequestReader<E> reader) {
    int exception = naming.tellsException() ? LabelValues.ABSENT : exception(exchange, reader);
    if (exception != LabelValues.ABSENT) {
      long key = RequestKind.keyOfException(exception);
      RequestSeries series = route.of(key);
      (series != null ? series : routes.other().always(key)).count(exchange, reader, 0);
    }
  }

  /** The number of the exception that left the app's handler, or of none. */
  private <E> int exception(E exchange, RequestReader<E> reader) {
    Throwable thrown = reader.exception(exchange);
    return exceptions.number(thrown == null ? null : naming.exceptionName(thrown.getClass()));
  }

  <E> HttpRecorder<E> recorder(RequestReader<E> reader, Guard guard) {
    HttpRecorder<E> recorder = new HttpRecorder<>(this, reader, guard);
    recorders.removeIf(known -> known.get() == null);
    recorders.add(new WeakReference<>(recorder));
    return recorder;
  }

  /** {@link RouteStep#follow} for each server that is there. */
  void follow(String path, BiConsumer<RouteSeries, String> found) {
    for (WeakReference<HttpRecorder<?>> reference : recorders) {
      HttpRecorder<?> recorder = reference.get();
      if (recorder != null) {
        recorder.follow(path, found);
      }
    }
  }

  NamingScheme naming() {
    return naming;
  }

  Routes routes() {
    return routes;
  }

  SeriesLimit limit() {
    return limit;
  }

  /** How many series are shown now, with those that others have taken of the {@link #limit}. */
  int series() {
    return limit.taken() + naming.seriesOf(inFlight);
  }

  LabelValues exceptions() {
    return exceptions;
  }

  InFlight inFlight() {
    return inFlight;
  }

  HeaderLabels headerLabels() {
    return headerLabels;
  }

  PathPatterns excluded() {
    return excluded;
  }

  PathTemplates templates() {
    return templates;
  }

  Overhead overhead() {
    return overhead;
  }
}
