package io.pillion.undertow;

import io.pillion.api.Overhead;
import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.api.Watched;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConduitFactory;
import io.undertow.util.PathMatcher;
import io.undertow.util.URLUtils;
import org.xnio.conduits.StreamSinkConduit;

/**
 * What Undertow calls at the hooks of {@link UndertowPlugin}. This class is there once for each
 * class loader that has Undertow, and so is what it holds.
 */
public final class UndertowAdvice {
  private static Requests<HttpServerExchange> requests;
  private static Overhead overhead;
  private static Begins begins;

  public UndertowAdvice(Watched undertow) {
    // Now, while the agent's linker is privileged: on a request's thread a security manager may
    // allow the app's code less than it takes to look into Undertow.
    Internals.link(undertow);
    SentHeaders.link(undertow);
    keep(undertow);
  }

  private static void keep(Watched undertow) {
    requests = undertow.requests(new ExchangeReader());
    overhead = undertow.overhead();
    begins = undertow.mayComeLate() ? new Begins() : null;
  }

  /**
   * The first time is the begin of the request; later ones follow a dispatch. Of a request that
   * began before the agent was attached the first time is a later one: it is not counted. One that
   * has ended, and is forgotten, may be dispatched yet: to a receiver whose client is gone.
   */
  public static void enterHandler(HttpHandler handler, HttpServerExchange exchange)
      throws Throwable {
    if (Internals.request(exchange) != null
        || Internals.hasEnded(exchange)
        || (begins != null && !begins.isBegin(handler, exchange))) {
      return;
    }
    long startNanos = System.nanoTime();
    Route<HttpServerExchange> route = requests.unrouted(exchange);
    if (route == null) {
      return;
    }
    if (!exchange.isRequestComplete() && !BufferedBody.measure(exchange)) {
      exchange.addRequestWrapper(CountingSource.WRAPPER);
    }
    RequestListener request = new RequestListener(route, startNanos);
    exchange.addExchangeCompleteListener(request);
    request.begin();
  }

  /**
   * The exception is in its place and is counted when the request ends, unless that was before: a
   * handler may throw after it has answered.
   */
  public static void handlerThrew(HttpServerExchange exchange) throws Throwable {
    RequestListener request = Internals.request(exchange);
    if (request != null && request.isOver()) {
      request.deepest(exchange).failLate(exchange);
      Internals.forget(exchange);
    }
  }

  /**
   * The request may have ended before, and was kept until its handler could no longer throw. One
   * that is complete may be about to end on another thread: that one is not to be taken away.
   */
  public static void handlerReturned(HttpServerExchange exchange) throws Throwable {
    if (exchange.isComplete()) {
      RequestListener request = Internals.request(exchange);
      if (request != null && request.isOver()) {
        Internals.forget(exchange);
      }
    }
  }

  /**
   * A {@code PathHandler} has matched. A prefix is the app's text, character by character; an exact
   * path is looked up without its trailing slashes, of which a client may send any number.
   */
  public static void pathMatched(
      PathMatcher.PathMatch<HttpHandler> match,
      PathMatcher<HttpHandler> matcher,
      HttpServerExchange exchange)
      throws Throwable {
    RequestListener request = Internals.request(exchange);
    if (request == null) {
      return;
    }
    if (request.isSampled()) {
      long beganNanos = System.nanoTime();
      follow(match, matcher, request, exchange);
      overhead.add(beganNanos);
    } else {
      follow(match, matcher, request, exchange);
    }
  }

  private static void follow(
      PathMatcher.PathMatch<HttpHandler> match,
      PathMatcher<HttpHandler> matcher,
      RequestListener request,
      HttpServerExchange exchange)
      throws Throwable {
    Route<HttpServerExchange> before = request.deepest(exchange);
    String matched = match.getMatched();
    String path = withoutTrailingSlashes(matched);
    if (match.getRemaining().isEmpty() && Internals.isExactPath(matcher, path)) {
      request.routed(before.exact(path), exchange);
    } else if (!matched.isEmpty()) {
      request.routed(before.prefix(matched), exchange);
    }
  }

  private static String withoutTrailingSlashes(String path) {
    return path.isEmpty() || path.endsWith("/") ? URLUtils.normalizeSlashes(path) : path;
  }

  /** A content encoding begins: what it sends on is the body as the client gets it. */
  public static ConduitFactory<StreamSinkConduit> countEncoded(
      ConduitFactory<StreamSinkConduit> factory, HttpServerExchange exchange) throws Throwable {
    if (Internals.request(exchange) == null) {
      return factory;
    }
    return () -> CountingSink.below(factory, exchange);
  }
}
