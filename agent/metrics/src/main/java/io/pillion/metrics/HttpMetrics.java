package io.pillion.metrics;

import io.pillion.api.HttpExchangeReader;
import io.pillion.api.Overhead;
import io.pillion.api.RequestRecorder;
import io.pillion.config.Naming;
import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Counts HTTP requests. The way of one: {@link HttpRecorder#complete} finds the {@link RouteSeries}
 * of its route, of that the {@link RequestSeries}, and adds to it. A collector reads them: {@link
 * HttpCollector}, {@link OtelCollector} or {@link MicrometerCollector}.
 */
final class HttpMetrics {
  private final Overhead overhead = new Overhead();
  private final Routes<?> routes;
  private final MultiCollector collector;
  private final Naming naming;
  private final BoundedNames exceptions = new BoundedNames(100);
  private final InFlight inFlight;

  /** Weakly: a recorder knows the server's classes, and with them the app's loader. */
  private final List<WeakReference<HttpRecorder<?>>> recorders = new CopyOnWriteArrayList<>();

  private volatile PathPatterns excluded;
  private volatile PathTemplates templates;
  private final double[] buckets;
  private final Labels constantLabels;
  private final HeaderLabels headerLabels;
  private final SeriesLimit limit;

  HttpMetrics(Settings settings, Labels constantLabels) {
    reconfigure(settings);
    this.buckets = settings.get(Setting.HTTP_BUCKETS);
    this.constantLabels = constantLabels;
    this.headerLabels = new HeaderLabels(settings.get(Setting.HTTP_LABELS));
    this.naming = settings.get(Setting.NAMING);
    this.limit = new SeriesLimit(settings.get(Setting.SERIES_LIMIT));
    this.inFlight = new InFlight(naming == Naming.OTEL);
    int mostRoutes = settings.get(Setting.HTTP_ROUTES_LIMIT);
    if (naming == Naming.PROMETHEUS) {
      Routes<MethodSeries> ofMethods = routes(mostRoutes, this::methodSeries);
      this.collector = new HttpCollector(ofMethods, inFlight, constantLabels);
      this.routes = ofMethods;
    } else {
      Routes<OutcomeSeries> ofOutcomes = routes(mostRoutes, this::outcomeSeries);
      this.collector =
          naming == Naming.OTEL
              ? new OtelCollector(ofOutcomes, inFlight, constantLabels)
              : new MicrometerCollector(ofOutcomes);
      this.routes = ofOutcomes;
    }
  }

  /** Takes up what can change while the app runs. */
  void reconfigure(Settings settings) {
    excluded = new PathPatterns(settings.get(Setting.HTTP_EXCLUDE));
    templates = new PathTemplates(settings.get(Setting.HTTP_ROUTES));
  }

  private <S extends RequestSeries> Routes<S> routes(
      int mostRoutes, Function<String, RouteSeries.Maker<S>> makers) {
    int combinations = headerLabels.combinations();
    int ofMethod =
        naming == Naming.PROMETHEUS ? seriesOfDurations() + MethodSeries.OTHER_SERIES : 0;
    return new Routes<>(
        mostRoutes,
        route -> new RouteSeries<>(route, combinations, makers.apply(route), ofMethod, limit));
  }

  /** A bucket for each bound and for infinity, a sum and a count. */
  private int seriesOfDurations() {
    return buckets.length + 3;
  }

  private RouteSeries.Maker<MethodSeries> methodSeries(String route) {
    return (method, headers) ->
        new MethodSeries(
            durations(Labels.of("method", method.label(), "route", route), headers), limit);
  }

  private RouteSeries.Maker<OutcomeSeries> outcomeSeries(String route) {
    boolean isMicrometer = naming == Naming.MICROMETER;
    return (method, headers) ->
        new OutcomeSeries(
            (status, scheme, exception) ->
                durations(
                    isMicrometer
                        ? MicrometerCollector.labels(method, route, status, exception)
                        : OtelCollector.labels(method, route, status, scheme, exception),
                    headers),
            isMicrometer,
            seriesOfDurations(),
            limit);
  }

  private DurationSeries durations(Labels labels, int headers) {
    return new DurationSeries(
        constantLabels.merge(labels).merge(headerLabels.labels(headers)), buckets);
  }

  /** What shows the metrics under the names that the user wants. */
  MultiCollector collector() {
    return collector;
  }

  /** The value of the label that tells exceptions apart. */
  String exceptionName(Throwable exception) {
    String simple = naming == Naming.MICROMETER ? simpleName(exception.getClass()) : "";
    return simple.isEmpty() ? exception.getClass().getName() : simple;
  }

  /**
   * Empty where there is none: Java 8 throws for some classes of Scala and Groovy (JDK-8057919).
   */
  private static String simpleName(Class<?> type) {
    try {
      return type.getSimpleName();
    } catch (InternalError malformed) {
      return "";
    }
  }

  /** Exceptions have a metric of their own, and are no label of the requests. */
  boolean showsExceptions() {
    return naming == Naming.PROMETHEUS;
  }

  /** A request that nothing answered is apart from one of an app with one handler for all. */
  boolean showsUnmatched() {
    return naming == Naming.PROMETHEUS;
  }

  <E> RequestRecorder<E> recorder(HttpExchangeReader<E> reader) {
    HttpRecorder<E> recorder = new HttpRecorder<>(this, reader);
    recorders.removeIf(known -> known.get() == null);
    recorders.add(new WeakReference<>(recorder));
    return recorder;
  }

  /** {@link RouteStep#follow} for each server that is there. */
  void follow(String path, BiConsumer<RouteSeries<?>, String> found) {
    for (WeakReference<HttpRecorder<?>> reference : recorders) {
      HttpRecorder<?> recorder = reference.get();
      if (recorder != null) {
        recorder.follow(path, found);
      }
    }
  }

  Routes<?> routes() {
    return routes;
  }

  SeriesLimit limit() {
    return limit;
  }

  /** How many series are shown now, with those that others have taken of the {@link #limit}. */
  int series() {
    return limit.taken() + (naming == Naming.MICROMETER ? 0 : inFlight.series());
  }

  BoundedNames exceptions() {
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
