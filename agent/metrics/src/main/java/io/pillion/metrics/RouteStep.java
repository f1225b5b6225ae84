package io.pillion.metrics;

import io.pillion.api.OpenRequest;
import io.pillion.api.Overhead;
import io.pillion.api.Route;
import io.pillion.config.Setting;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;

/**
 * A step of an app's routing, and the steps that were seen to follow it. A request walks from the
 * root to its route by looking up strings that the app holds already.
 */
final class RouteStep<E> implements Route<E> {
  private final Roots<E> roots;
  private final LongAdder inFlight;

  /** Of {@code http.routes}: the label where the app's routing matches no more than a prefix. */
  private final String template;

  private final RouteStep<E> root;
  private final Match match;
  private final Map<Match.Kind, Map<String, RouteStep<E>>> further =
      new EnumMap<>(Match.Kind.class);
  private volatile RouteSeries series;

  /**
   * Where requests begin.
   *
   * @param inFlight counts these requests
   * @param template of {@code http.routes} that their paths match, or null
   */
  RouteStep(Roots<E> roots, LongAdder inFlight, String template) {
    this.roots = roots;
    this.inFlight = inFlight;
    this.template = template;
    this.root = this;
    this.match = Match.NOTHING;
    prepare();
  }

  private RouteStep(RouteStep<E> before, Match match) {
    this.roots = before.roots;
    this.inFlight = before.inFlight;
    this.template = before.template;
    this.root = before.root;
    this.match = match;
    prepare();
  }

  private void prepare() {
    for (Match.Kind kind : Match.Kind.values()) {
      further.put(kind, new ConcurrentHashMap<>(4));
    }
  }

  @Override
  public RouteStep<E> prefix(String matched) {
    return step(Match.Kind.PREFIX, matched, null);
  }

  @Override
  public RouteStep<E> exact(String path) {
    return step(Match.Kind.PATH, path, null);
  }

  @Override
  public RouteStep<E> template(String matched) {
    return step(Match.Kind.TEMPLATE, matched, null);
  }

  @Override
  public RouteStep<E> mapping(String pattern) {
    return step(Match.Kind.MAPPING, pattern, null);
  }

  @Override
  public RouteStep<E> named(
      String framework, String contextPath, String servletPath, String matched) {
    RouteStep<E> step = contextPath.isEmpty() ? root : root.prefix(contextPath);
    step = servletPath.isEmpty() ? step : step.prefix(servletPath);
    return step.step(Match.Kind.FRAMEWORK, matched, framework);
  }

  @Override
  public boolean isNamed() {
    return match.kind() == Match.Kind.FRAMEWORK;
  }

  private RouteStep<E> step(Match.Kind kind, String matched, String framework) {
    RouteStep<E> known = further.get(kind).get(matched);
    return known != null ? known : remember(kind, matched, framework);
  }

  /**
   * What is too long for a label is {@code _OTHER}, and no further step is told from it: an app may
   * route in circles, as often as a client wants.
   */
  private RouteStep<E> remember(Match.Kind kind, String matched, String framework) {
    if (match == Match.TOO_LONG) {
      return this;
    }
    RouteStep<E> step = new RouteStep<>(this, match.and(kind, matched, framework));
    Map<String, RouteStep<E>> steps = further.get(kind);
    if (!steps.containsKey(matched) && !roots.admitsStep()) {
      return step;
    }
    RouteStep<E> other = steps.putIfAbsent(matched, step);
    return other != null ? other : step;
  }

  @Override
  public void begin(long startNanos) {
    inFlight.increment();
    if (Overhead.isSampled(startNanos)) {
      roots.http.overhead.add(startNanos);
    }
  }

  @Override
  public void end(OpenRequest<E> request, E exchange, long startNanos, long endNanos) {
    roots.recorder.ended(request, exchange, startNanos, endNanos);
    inFlight.decrement(); // last: what is not in flight has been counted
  }

  @Override
  public void failLate(E exchange) {
    roots.recorder.failedLate(this, exchange);
  }

  /**
   * Where requests that end here are counted.
   *
   * @param status that they were answered with
   */
  RouteSeries series(int status) {
    HttpMetrics http = roots.http;
    if (template == null && match.isUndoneBy(status) && http.naming.tellsUnmatched()) {
      return http.routes.unmatched();
    }
    RouteSeries known = series;
    if (known == null) {
      known = http.routes.of(isByTemplate() ? template : match.label());
      series = known;
    }
    return known;
  }

  private boolean isByTemplate() {
    return template != null && match.isOpen();
  }

  /**
   * Walks along all that a path may match here, of what requests have matched before.
   *
   * @param rest of the path: what no prefix has taken
   * @param way what has matched so far, in words
   * @param found takes each route at which requests have ended, and the way to it; the deeper later
   */
  void follow(String rest, String way, BiConsumer<RouteSeries, String> found) {
    if (series != null && this != root) {
      found.accept(series, isByTemplate() ? Setting.HTTP_ROUTES.name() : way);
    }
    String and = way.isEmpty() ? "" : way + ", then ";
    further.forEach(
        (kind, steps) ->
            steps.forEach(
                (matched, step) -> {
                  String left = step.match.left(rest, matched);
                  if (left != null) {
                    step.follow(left, and + step.match.words(matched), found);
                  }
                }));
  }
}
