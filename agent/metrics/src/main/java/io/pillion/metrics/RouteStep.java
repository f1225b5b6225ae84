package io.pillion.metrics;

import io.pillion.api.OpenRequest;
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
  private final HttpRecorder<E> recorder;
  private final LongAdder inFlight;

  /** Of {@code http.routes}: the label where the app's routing matches no more than a prefix. */
  private final String template;

  private final RouteStep<E> root;
  private final Match match;
  private final Map<Match.Kind, Map<String, RouteStep<E>>> further =
      new EnumMap<>(Match.Kind.class);
  private volatile RouteSeries series;

  /**
   * @param root where the request began; null for this one
   */
  private RouteStep(
      HttpRecorder<E> recorder,
      LongAdder inFlight,
      String template,
      RouteStep<E> root,
      Match match) {
    this.recorder = recorder;
    this.inFlight = inFlight;
    this.template = template;
    this.root = root == null ? this : root;
    this.match = match;
    for (Match.Kind kind : Match.Kind.values()) {
      further.put(kind, new ConcurrentHashMap<>(4));
    }
  }

  /**
   * @param inFlight counts the requests that begin here
   * @param template of {@code http.routes}, which is the route of these requests where the app's
   *     routing matches no more than a prefix; or null
   */
  static <E> RouteStep<E> root(HttpRecorder<E> recorder, LongAdder inFlight, String template) {
    return new RouteStep<>(recorder, inFlight, template, null, Match.NOTHING);
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
    RouteStep<E> step = root;
    if (!contextPath.isEmpty()) {
      step = step.prefix(contextPath);
    }
    if (!servletPath.isEmpty()) {
      step = step.prefix(servletPath);
    }
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
    Match longer = match.and(kind, matched, framework);
    RouteStep<E> step = new RouteStep<>(recorder, inFlight, template, root, longer);
    Map<String, RouteStep<E>> steps = further.get(kind);
    if (!steps.containsKey(matched) && !recorder.admitsStep()) {
      return step;
    }
    RouteStep<E> other = steps.putIfAbsent(matched, step);
    return other != null ? other : step;
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

  private boolean isByTemplate() {
    return template != null && match.isOpen();
  }

  /**
   * Where requests that end here are counted.
   *
   * @param status that they were answered with
   */
  RouteSeries series(int status) {
    if (template == null && match.isUndoneBy(status) && recorder.tellsUnmatched()) {
      return recorder.routes().unmatched();
    }
    RouteSeries known = series;
    if (known == null) {
      known = recorder.routes().of(isByTemplate() ? template : match.label());
      series = known;
    }
    return known;
  }

  @Override
  public void begin(long startNanos) {
    inFlight.increment();
    recorder.begun(startNanos);
  }

  @Override
  public void end(OpenRequest<E> request, E exchange, long startNanos, long endNanos) {
    recorder.ended(request, exchange, startNanos, endNanos);
    inFlight.decrement(); // last: what is not in flight has been counted
  }

  @Override
  public void failLate(E exchange) {
    recorder.failLate(this, exchange);
  }
}
