package io.pillion.metrics;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiConsumer;

/**
 * Where the requests of one server begin: apart for each place where they count as in flight, and
 * for each template of {@code http.routes}. A request is matched with these once, when it begins,
 * because an app may rewrite its path later: for an error page, or to forward it.
 */
final class Roots<E> {
  private final HttpRecorder<E> recorder;
  private final InFlight inFlight;
  private final PathTemplates templates;
  private final AtomicReferenceArray<RouteStep<E>> roots;

  Roots(HttpRecorder<E> recorder, InFlight inFlight, PathTemplates templates) {
    this.recorder = recorder;
    this.inFlight = inFlight;
    this.templates = templates;
    this.roots = new AtomicReferenceArray<>(inFlight.places() * (templates.size() + 1));
  }

  PathTemplates templates() {
    return templates;
  }

  /**
   * @param template of {@link PathTemplates}, or -1 for none
   */
  RouteStep<E> root(int place, int template) {
    int at = (template + 1) * inFlight.places() + place;
    RouteStep<E> known = roots.get(at);
    if (known == null) {
      String label = template < 0 ? null : templates.get(template);
      roots.compareAndSet(at, null, RouteStep.root(recorder, inFlight.at(place), label));
      known = roots.get(at);
    }
    return known;
  }

  /** {@link RouteStep#follow} from where requests of a path begin. */
  void follow(String path, BiConsumer<RouteSeries, String> found) {
    for (int place = 0; place < inFlight.places(); place++) {
      RouteStep<E> root = roots.get((templates.match(path) + 1) * inFlight.places() + place);
      if (root != null) {
        root.follow(path, "", found);
      }
    }
  }
}
