package io.pillion.metrics;

import io.pillion.api.Route;
import io.pillion.config.Setting;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * A step of an app's routing, and the steps that were seen to follow it. A request walks from the
 * root to its route by looking up strings that the app holds already.
 */
final class RouteStep<E> implements Route<E> {
  private final HttpRecorder<E> recorder;
  private final LongAdder inFlight;
  private final String template;
  private final String prefix;
  private final String label;
  private final Map<String, RouteStep<E>> prefixes = new ConcurrentHashMap<>(4);
  private final Map<String, RouteStep<E>> paths = new ConcurrentHashMap<>(4);
  private final Map<String, RouteStep<E>> templates = new ConcurrentHashMap<>(4);
  private volatile RouteSeries<?> series;

  private RouteStep(
      HttpRecorder<E> recorder, LongAdder inFlight, String template, String prefix, String label) {
    this.recorder = recorder;
    this.inFlight = inFlight;
    this.template = template;
    this.prefix = prefix;
    this.label = label;
  }

  /**
   * @param inFlight counts the requests that begin here
   * @param template of {@code http.routes}, which is the route of these requests where the app's
   *     routing matches no more than a prefix; or null
   */
  static <E> RouteStep<E> root(HttpRecorder<E> recorder, LongAdder inFlight, String template) {
    return new RouteStep<>(recorder, inFlight, template, "", template);
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
  public RouteStep<E> template(String matched) {
    RouteStep<E> known = templates.get(matched);
    return known != null ? known : remember(templates, matched, prefix, join(prefix, matched));
  }

  /**
   * What is too long for a label is {@code _OTHER}, and no further step is told from it: an app may
   * route in circles, as often as a client wants.
   */
  private RouteStep<E> remember(
      Map<String, RouteStep<E>> steps, String matched, String longer, String newLabel) {
    if (Routes.OTHER.equals(label)) {
      return this;
    }
    RouteStep<E> step =
        newLabel.length() > Routes.LONGEST ? step("", Routes.OTHER) : step(longer, newLabel);
    if (!steps.containsKey(matched) && !recorder.admitsStep()) {
      return step;
    }
    RouteStep<E> other = steps.putIfAbsent(matched, step);
    return other != null ? other : step;
  }

  private RouteStep<E> step(String longer, String newLabel) {
    boolean named = template != null && newLabel.endsWith("/*");
    return new RouteStep<>(recorder, inFlight, template, longer, named ? template : newLabel);
  }

  private static String join(String prefix, String path) {
    return path.startsWith("/") ? prefix + path : prefix + "/" + path;
  }

  /**
   * Walks along all that a path may match here, of what requests have matched before.
   *
   * @param rest of the path: what no prefix has taken
   * @param way what has matched so far, in words
   * @param found takes each route at which requests have ended, and the way to it; the deeper later
   */
  void follow(String rest, String way, BiConsumer<RouteSeries<?>, String> found) {
    if (series != null) {
      found.accept(series, label.equals(template) ? Setting.HTTP_ROUTES.name() : way);
    }
    String and = way.isEmpty() ? "" : way + ", then ";
    prefixes.forEach(
        (matched, step) -> {
          if (new PathPatterns(Collections.singletonList(matched + "/*")).matches(rest)) {
            step.follow(rest.substring(matched.length()), and + "the prefix " + matched, found);
          }
        });
    templates.forEach(
        (matched, step) -> {
          if (PathTemplates.of(join("", matched)).match(withoutTrailingSlashes(rest)) >= 0) {
            step.follow(rest, and + "the template " + matched, found);
          }
        });
    paths.forEach(
        (matched, step) -> {
          if (join("", matched).equals(withoutTrailingSlashes(rest))) {
            step.follow("", and + "the path " + matched, found);
          }
        });
  }

  private static String withoutTrailingSlashes(String path) {
    int end = path.length();
    while (end > 1 && path.charAt(end - 1) == '/') {
      end--;
    }
    return path.substring(0, end);
  }

  /** Nothing has matched so far. */
  boolean isRoot() {
    return label == null;
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
  public void complete(E exchange, long startNanos, long endNanos) {
    recorder.complete(this, exchange, startNanos, endNanos);
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
