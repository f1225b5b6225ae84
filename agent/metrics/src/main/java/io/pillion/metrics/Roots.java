package io.pillion.metrics;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;

/**
 * Where the requests of one server begin: apart for each place where they count as in flight, and
 * for each template of {@code http.routes}. A request is matched with these once, when it begins,
 * because an app may rewrite its path later: for an error page, or to forward it.
 */
final class Roots<E> {
  final HttpRecorder<E> recorder;
  final HttpMetrics http;
  final PathTemplates templates;
  private final AtomicReferenceArray<RouteStep<E>> roots;
  private final AtomicInteger rememberedSteps = new AtomicInteger();

  Roots(HttpRecorder<E> recorder, HttpMetrics http) {
    this.recorder = recorder;
    this.http = http;
    this.templates = http.templates;
    this.roots = new AtomicReferenceArray<>(http.inFlight.places() * (templates.size() + 1));
  }

  /**
   * @param template of {@link PathTemplates}, or -1 for none
   */
  RouteStep<E> root(int place, int template) {
    int at = (template + 1) * http.inFlight.places() + place;
    RouteStep<E> known = roots.get(at);
    if (known == null) {
      String label = template < 0 ? null : templates.get(template);
      roots.compareAndSet(at, null, new RouteStep<>(this, http.inFlight.at(place), label));
      known = roots.get(at);
    }
    return known;
  }

  /**
   * A further step of routing is to be remembered.
   *
   * @return false if they are too many
   */
  boolean admitsStep() {
    int most = http.routes.steps();
    return rememberedSteps.get() < most && rememberedSteps.incrementAndGet() <= most;
  }

  /** {@link RouteStep#follow} from where requests of a path begin. */
  void follow(String path, BiConsumer<RouteSeries, String> found) {
    for (int place = 0; place < http.inFlight.places(); place++) {
      RouteStep<E> root = roots.get((templates.match(path) + 1) * http.inFlight.places() + place);
      if (root != null) {
        root.follow(path, "", found);
      }
    }
  }
}
