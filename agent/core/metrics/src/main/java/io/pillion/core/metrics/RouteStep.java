package io.pillion.core.metrics;

import io.pillion.core.api.Route;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * A step of an app's routing, and the steps that were seen to follow it. A request walks from the
 * root to its route by looking up strings that the app holds already.
 */
final class RouteStep<E> implements Route<E> {
  private final HttpRecorder<E> recorder;
  private final LongAdder inFlight;
  private final AtomicInteger remembered;
  private final String prefix;
  private final String label;
  private final Map<String, RouteStep<E>> prefixes = new ConcurrentHashMap<>(4);
  private final Map<String, RouteStep<E>> paths = new ConcurrentHashMap<>(4);
  private final Map<String, RouteStep<E>> templates = new ConcurrentHashMap<>(4);
  private volatile RouteSeries<?> series;

  private RouteStep(
      HttpRecorder<E> recorder,
      LongAdder inFlight,
      AtomicInteger remembered,
      String prefix,
      String label) {
    this.recorder = recorder;
    this.inFlight = inFlight;
    this.remembered = remembered;
    this.prefix = prefix;
    this.label = label;
  }

  /**
   * @param inFlight counts the requests that begin here
   */
  static <E> RouteStep<E> root(HttpRecorder<E> recorder, LongAdder inFlight) {
    return new RouteStep<>(recorder, inFlight, new AtomicInteger(), "", null);
  }

  @Override
  public RouteStep<E> prefix(String matched) {
    RouteStep<E> known = prefixes.get(matched);
    if (known != null) {
      return known;
    }
    String longer = join(prefix, matched);
    return remember(prefixes, matched, longer, longer + "/*");
  }

  @Override
  public RouteStep<E> exact(String path) {
    RouteStep<E> known = paths.get(path);
    if (known != null) {
      return known;
    }
    String full = join(prefix, path);
    return remember(paths, path, full, full);
  }

  /**
   * A template is not part of the prefix of what is routed below it: Undertow matches that anew.
   */
  @Override
  public RouteStep<E> template(String template) {
    RouteStep<E> known = templates.get(template);
    return known != null ? known : remember(templates, template, prefix, join(prefix, template));
  }

  private RouteStep<E> remember(
      Map<String, RouteStep<E>> steps, String matched, String longer, String newLabel) {
    RouteStep<E> step = new RouteStep<>(recorder, inFlight, remembered, longer, newLabel);
    if (remembered.get() >= recorder.routes().steps()) {
      return step;
    }
    RouteStep<E> other = steps.putIfAbsent(matched, step);
    if (other != null) {
      return other;
    }
    remembered.incrementAndGet();
    return step;
  }

  private static String join(String prefix, String path) {
    return path.startsWith("/") ? prefix + path : prefix + "/" + path;
  }

  /** Nothing has matched so far. */
  boolean isRoot() {
    return label == null;
  }

  /** Nothing has matched but a prefix, or not even that. */
  boolean isOpen() {
    return label == null || label.endsWith("/*");
  }

  /** Where requests that end here are counted. */
  RouteSeries<?> series() {
    RouteSeries<?> known = series;
    if (known == null) {
      known = recorder.routes().of(label);
      series = known;
    }
    return known;
  }

  /** Where requests count that are on this way. */
  LongAdder inFlight() {
    return inFlight;
  }

  @Override
  public void complete(E exchange, long startNanos) {
    recorder.complete(this, exchange, System.nanoTime() - startNanos);
  }

  @Override
  public void failLate(E exchange) {
    recorder.failLate(this, exchange);
  }

  @Override
  public void handOver() {
    inFlight.decrement();
  }
}
