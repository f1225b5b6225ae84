package io.pillion.core.metrics;

import io.pillion.core.api.HttpExchangeReader;
import io.pillion.core.api.Overhead;
import io.pillion.core.api.RequestRecorder;
import io.pillion.core.config.Naming;
import io.pillion.core.config.Setting;
import io.pillion.core.config.Settings;
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

  HttpMetrics(Settings settings, Labels constantLabels) {
    reconfigure(settings);
    this.buckets = settings.get(Setting.HTTP_BUCKETS);
    this.constantLabels = constantLabels;
    this.headerLabels = new HeaderLabels(settings.get(Setting.HTTP_LABELS));
    this.naming = settings.get(Setting.NAMING);
    this.inFlight = new InFlight(naming == Naming.OTEL);
    int limit = settings.get(Setting.HTTP_ROUTES_LIMIT);
    if (naming == Naming.PROMETHEUS) {
      Routes<MethodSeries> ofMethods = routes(limit, this::methodSeries);
      this.collector = new HttpCollector(ofMethods, inFlight, constantLabels);
      this.routes = ofMethods;
    } else {
      Routes<OutcomeSeries> ofOutcomes = routes(limit, this::outcomeSeries);
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
      int limit, Function<String, RouteSeries.Maker<S>> makers) {
    int combinations = headerLabels.combinations();
    return new Routes<>(
        limit, route -> new RouteSeries<>(route, combinations, makers.apply(route)));
  }

  private RouteSeries.Maker<MethodSeries> methodSeries(String route) {
    return (method, headers) ->
        new MethodSeries(durations(Labels.of("method", method.label(), "route", route), headers));
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
            isMicrometer);
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
