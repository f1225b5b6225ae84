package io.pillion.undertow;

import io.pillion.api.Overhead;
import io.pillion.api.Route;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.StatusCodes;

/**
 * One request: when it began, and how far it is routed. It is the only object that the agent makes
 * for a request without a body, and is kept where Undertow keeps it, among the exchange's
 * completion listeners; an attachment would cost a map.
 *
 * <p>Undertow calls listeners last-added first, so this one, the first, is called last, when the
 * status is final.
 */
final class RequestListener implements ExchangeCompletionListener {
  /** A template match that a {@code PathHandler} has been passed after. */
  private static final AttachmentKey<PathTemplateMatch> PASSED =
      AttachmentKey.create(PathTemplateMatch.class);

  /** In the place of the start; a flag would make each of these objects 8 bytes larger. */
  private static final long OVER = Long.MIN_VALUE;

  private long startNanos;
  private Route<HttpServerExchange> route;

  RequestListener(Route<HttpServerExchange> route, long startNanos) {
    this.route = route;
    this.startNanos = startNanos;
  }

  /**
   * The deepest route so far. {@code RoutingHandler} and {@code PathTemplateHandler} leave their
   * match as an attachment: one that was not there at the last step was matched since, behind the
   * prefix of that step.
   */
  Route<HttpServerExchange> route(HttpServerExchange exchange) {
    PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
    String template =
        match == null || match == exchange.getAttachment(PASSED)
            ? null
            : match.getMatchedTemplate(); // null where an app has made the match itself
    return template == null ? route : route.template(template);
  }

  /** The agent's work for this request is timed. */
  boolean isSampled() {
    return Overhead.isSampled(startNanos);
  }

  /** A {@code PathHandler} has matched, and with it the request got to a route. */
  void routed(Route<HttpServerExchange> further, HttpServerExchange exchange) {
    PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
    if (match != null) {
      exchange.putAttachment(PASSED, match);
    }
    route = further;
  }

  @Override
  public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
    long endNanos = System.nanoTime();
    try {
      UndertowHooks.requestEnded(this, exchange, endNanos);
    } finally {
      next.proceed();
    }
  }

  /** However this goes, the request is no longer in flight. */
  void end(HttpServerExchange exchange, long endNanos) throws Throwable {
    Route<HttpServerExchange> last = null;
    try {
      last = isUpgradeToHttp2(exchange) ? null : route(exchange);
    } finally {
      if (last == null) {
        route.handOver();
      }
    }
    try {
      if (last != null) {
        last.complete(exchange, startNanos, endNanos);
      }
    } finally {
      startNanos = OVER;
      forget(exchange);
    }
  }

  /** It was counted. A thread that does not end it may be told so late. */
  boolean isOver() {
    return startNanos == OVER;
  }

  /** Undertow has called all listeners by now, this one being the first. */
  private static void forget(HttpServerExchange exchange) throws Throwable {
    if (!Internals.isInCall(exchange)) {
      Internals.forget(exchange);
    }
  }

  /**
   * The request begins anew as the first stream of the HTTP/2 connection (RFC 7540 section 3.2).
   */
  private static boolean isUpgradeToHttp2(HttpServerExchange exchange) {
    return exchange.getStatusCode() == StatusCodes.SWITCHING_PROTOCOLS
        && "h2c".equals(exchange.getResponseHeaders().getFirst(Headers.UPGRADE));
  }
}
