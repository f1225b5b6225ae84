package io.pillion.undertow;

import io.pillion.api.OpenRequest;
import io.pillion.api.Route;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.Headers;
import io.undertow.util.PathTemplateMatch;
import io.undertow.util.StatusCodes;

/**
 * One request, kept where Undertow keeps it, among the exchange's completion listeners; an
 * attachment would cost a map.
 *
 * <p>Undertow calls listeners last-added first, so this one, the first, is called last, when the
 * status is final.
 */
final class RequestListener extends OpenRequest<HttpServerExchange>
    implements ExchangeCompletionListener {
  /** A template match that a {@code PathHandler} has been passed after. */
  private static final AttachmentKey<PathTemplateMatch> PASSED =
      AttachmentKey.create(PathTemplateMatch.class);

  /** What was thrown in a Servlet container. */
  static final AttachmentKey<Throwable> THROWN = AttachmentKey.create(Throwable.class);

  RequestListener(Route<HttpServerExchange> route, long startNanos) {
    super(route, startNanos);
  }

  /**
   * The deepest route so far. {@code RoutingHandler} and {@code PathTemplateHandler} leave their
   * match as an attachment: one that was not there at the last step was matched since, behind the
   * prefix of that step.
   */
  Route<HttpServerExchange> deepest(HttpServerExchange exchange) {
    PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
    String template =
        match == null || match == exchange.getAttachment(PASSED) || route().isNamed()
            ? null
            : match.getMatchedTemplate(); // null where an app has made the match itself
    return template == null ? route() : route().template(template);
  }

  /** A {@code PathHandler} has matched, and with it the request got to a route. */
  void routed(Route<HttpServerExchange> further, HttpServerExchange exchange) {
    PathTemplateMatch match = exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY);
    if (match != null) {
      exchange.putAttachment(PASSED, match);
    }
    routed(further);
  }

  /** A servlet may throw after it has closed its response, and the request is over. */
  @Override
  public void failed(HttpServerExchange exchange, Throwable thrown) {
    if (exchange.putAttachment(THROWN, thrown) == null && isOver()) {
      deepest(exchange).failLate(exchange);
    }
  }

  @Override
  public void exchangeEvent(HttpServerExchange exchange, NextListener next) {
    try {
      end(exchange);
    } finally {
      next.proceed();
    }
  }

  @Override
  public Route<HttpServerExchange> last(HttpServerExchange exchange) {
    return isUpgradeToHttp2(exchange) ? null : deepest(exchange);
  }

  /** Undertow has called all listeners by now, this one being the first. */
  @Override
  protected void forget(HttpServerExchange exchange) throws Throwable {
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
