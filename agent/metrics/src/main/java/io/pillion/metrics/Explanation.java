package io.pillion.metrics;

import io.pillion.api.HttpMethod;
import io.pillion.config.Setting;
import io.pillion.config.Settings;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Label;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.BiConsumer;

/**
 * Answers which route requests of a path have had, why, and what would change it. It knows no
 * request: it looks up what the app's routing has matched so far.
 */
final class Explanation {
  private final HttpMetrics http;
  private final Settings settings;
  private final StringBuilder answer = new StringBuilder();

  Explanation(HttpMetrics http, Settings settings) {
    this.http = http;
    this.settings = settings;
  }

  String of(String methodName, String path) {
    String method = methodLabel(methodName);
    answer.append(method).append(' ').append(path).append('\n');
    String exclusion = exclusion(path);
    if (exclusion != null) {
      block("route", "none: such requests are not recorded");
      line("why", "http.exclude has " + exclusion + " (" + source(Setting.HTTP_EXCLUDE) + ")");
      line("change", "take it out of http.exclude");
      return answer.toString();
    }
    Map<String, String> ways = ways(path);
    int matching = http.templates.match(path);
    String template = matching < 0 ? null : http.templates.get(matching);
    ways.forEach((route, way) -> explain(route, way, method));
    if (template != null && !ways.containsKey(template)) {
      block("route", template + ", where the app's own routing matches no more than a prefix");
      line("why", "http.routes has it (" + source(Setting.HTTP_ROUTES) + ")");
      seen(template, method);
    }
    if (ways.isEmpty() && template == null) {
      unmatched(method);
    }
    if (template == null && ways.keySet().stream().allMatch(Explanation::isOpen)) {
      line("change", "http.routes=" + suggestion(path) + " would name them, or a template like it");
    }
    return answer.toString();
  }

  /** As it would be counted: what Undertow takes for GET is GET, whatever its case. */
  private String methodLabel(String name) {
    return http.naming.methodName(HttpMethod.of(name.toUpperCase(Locale.ROOT)));
  }

  private String exclusion(String path) {
    return settings.get(Setting.HTTP_EXCLUDE).stream()
        .filter(pattern -> new PathPatterns(Collections.singletonList(pattern)).matches(path))
        .findFirst()
        .orElse(null);
  }

  private String source(Setting<?> setting) {
    return settings.source(setting);
  }

  /** The routes at which requests of a path may have ended, the deepest first. */
  private Map<String, String> ways(String path) {
    List<String> routes = new ArrayList<>();
    Map<String, String> found = new LinkedHashMap<>();
    BiConsumer<RouteSeries, String> remember =
        (series, way) -> {
          routes.add(series.route());
          found.put(series.route(), way);
        };
    http.recorders().forEach(recorder -> recorder.roots().follow(path, remember));
    Collections.reverse(routes);
    Map<String, String> deepestFirst = new LinkedHashMap<>();
    routes.forEach(route -> deepestFirst.put(route, found.get(route)));
    return deepestFirst;
  }

  private void explain(String route, String way, String method) {
    block("route", route);
    boolean configured = way.equals(Setting.HTTP_ROUTES.name());
    line(
        "why",
        configured
            ? "http.routes has it (" + source(Setting.HTTP_ROUTES) + ")"
            : "the app's routing matched " + way + (route.endsWith("/*") ? " and no more" : ""));
    seen(route, method);
    if (route.equals(LabelValues.OTHER)) {
      line(
          "change", "http.routes.limit=" + settings.get(Setting.HTTP_ROUTES_LIMIT) + " is reached");
    } else if (!configured && !isOpen(route)) {
      line("change", "only the app can: it wrote this route, and http.routes is not asked");
    }
  }

  /** A prefix or an extension, for which {@code http.routes} is asked. */
  private static boolean isOpen(String route) {
    return route.endsWith("/*") || route.contains("/*.");
  }

  private void unmatched(String method) {
    String nothing =
        "none of the app's routing that Pillion can see has matched such a path so far";
    if (!http.naming.tellsUnmatched()) {
      block("route", "none");
      line("why", nothing);
      return;
    }
    block("route", Routes.UNMATCHED + ", where the answer is a 404 or 405");
    line("why", nothing);
    seen(Routes.UNMATCHED, method);
    block("route", Routes.EVERYTHING + ", where it is any other");
    line("why", "one handler answers everything, or routes by hand");
    seen(Routes.EVERYTHING, method);
  }

  /** The series that count a method of a route now. */
  private void seen(String route, String method) {
    NamingScheme naming = http.naming;
    int lines = 0;
    for (MetricSnapshot snapshot : http.collect()) {
      if (snapshot.getMetadata().getName().equals(naming.requests)) {
        for (DataPointSnapshot point : snapshot.getDataPoints()) {
          if (route.equals(point.getLabels().get(naming.routeLabel))
              && method.equals(point.getLabels().get(naming.methodLabel))) {
            line(lines++ == 0 ? "seen" : "", text(point));
          }
        }
      }
    }
    if (lines == 0) {
      line("seen", "no " + method + " so far");
    }
  }

  private String text(DataPointSnapshot point) {
    StringJoiner labels = new StringJoiner(",", "{", "}");
    for (Label label : point.getLabels()) {
      if (settings.get(Setting.LABELS).containsKey(label.getName())) {
        continue; // the same on every series
      }
      labels.add(label.getName() + "=\"" + label.getValue() + "\"");
    }
    if (point instanceof CounterDataPointSnapshot) {
      long requests = (long) ((CounterDataPointSnapshot) point).getValue();
      return http.naming.requests + "_total" + labels + " " + requests;
    }
    long requests = ((HistogramDataPointSnapshot) point).getCount();
    return http.naming.requests + "_count" + labels + " " + requests;
  }

  /** The path as a template: a segment with a digit in it is taken for an id. */
  private static String suggestion(String path) {
    StringJoiner template = new StringJoiner("/");
    for (String segment : path.split("/", -1)) {
      template.add(segment.matches(".*\\d.*") ? "{id}" : segment);
    }
    return template.toString();
  }

  private void block(String name, String text) {
    answer.append('\n');
    line(name, text);
  }

  private void line(String name, String text) {
    answer.append(String.format("%-8s%s\n", name, text));
  }
}
