package io.pillion.helidon;

import io.helidon.http.RoutedPath;
import io.helidon.webserver.http.HttpRoute;
import io.pillion.api.Route;

/**
 * How far Helidon's routing has come in a request. While a route is looked for it stands in the
 * place of the request's path, which only Helidon's handlers ask for, later.
 */
final class Routing implements RoutedPath {
  private final Exchange exchange;

  /** In whose place it stands; null for none. */
  RoutedPath path;

  private Prefix innermost;

  Routing(Exchange exchange) {
    this.exchange = exchange;
  }

  /** A service has matched, whose routes are tried next. */
  private static final class Prefix {
    final Object crawler;
    final String text;
    final Prefix outer;

    Prefix(Object crawler, String text, Prefix outer) {
      this.crawler = crawler;
      this.text = text;
      this.outer = outer;
    }
  }

  @Override
  public String path() {
    return path.path();
  }

  /**
   * @param crawler tries the routes of one service, and of the services in it by crawlers of theirs
   */
  void within(HttpRoute service, Object crawler) throws Throwable {
    Prefix outer = around(crawler);
    String element = Patterns.of(service);
    String text = element.equals("/") ? "" : withoutWildcard(element);
    String whole = outer == null || outer.text.isEmpty() ? text : outer.text + text;
    innermost = new Prefix(crawler, whole, outer);
    exchange.route = under(whole);
  }

  /** A service of this crawler's that has matched before led to no route. */
  private Prefix around(Object crawler) {
    for (Prefix prefix = innermost; prefix != null; prefix = prefix.outer) {
      if (prefix.crawler == crawler) {
        innermost = prefix.outer;
        break;
      }
    }
    return innermost;
  }

  private Route<Exchange> under(String prefix) {
    return prefix.isEmpty() ? exchange.open.root() : exchange.open.root().prefix(prefix);
  }

  void matched(HttpRoute route, Object crawler) throws Throwable {
    Prefix around = around(crawler);
    String prefix = around == null ? "" : around.text;
    String element = Patterns.of(route);
    String text = withoutWildcard(element);
    if (isTemplate(text)) {
      exchange.route = exchange.open.root().named("helidon", "", prefix, element);
    } else if (element.isEmpty()) {
      exchange.route = under(prefix);
    } else if (element.length() > text.length()) {
      exchange.route = under(prefix).prefix(text);
    } else if (text.equals("/") && !prefix.isEmpty()) {
      exchange.route = exchange.open.root().exact(prefix);
    } else {
      exchange.route = under(prefix).exact(text);
    }
  }

  private static String withoutWildcard(String element) {
    return element.endsWith("/*") ? element.substring(0, element.length() - 2) : element;
  }

  /** As Helidon's {@code PathMatchers.create} tells them. */
  private static boolean isTemplate(String text) {
    return text.indexOf('{') >= 0
        || text.indexOf('[') >= 0
        || text.indexOf('*') >= 0
        || text.indexOf('\\') >= 0;
  }
}
