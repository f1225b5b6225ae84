package io.pillion.undertow;

import io.pillion.api.Guard;
import io.pillion.api.ServerMetrics;
import io.pillion.api.WatchedServer;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.ConduitFactory;
import io.undertow.util.PathMatcher;
import org.xnio.conduits.StreamSinkConduit;

/**
 * What Undertow calls at the hooks of {@link UndertowInstrumentation}: {@link UndertowAdvice},
 * whose faults go no further. This class is there once for each class loader that has Undertow, and
 * so is what it holds.
 */
public final class UndertowHooks {
  private static UndertowHooks hooks;

  private final UndertowAdvice advice;
  private final Guard entering;
  private final Guard throwing;
  private final Guard returning;
  private final Guard matching;
  private final Guard encoding;
  private final Guard ending;

  public UndertowHooks(ServerMetrics metrics, WatchedServer server) {
    this.advice = new UndertowAdvice(metrics, server);
    this.entering = server.guard("enterHandler");
    this.throwing = server.guard("handlerThrew");
    this.returning = server.guard("handlerReturned");
    this.matching = server.guard("pathMatched");
    this.encoding = server.guard("countEncoded");
    this.ending = server.guard("requestEnded");
    keep(this);
  }

  private static void keep(UndertowHooks only) {
    hooks = only;
  }

  public static void enterHandler(HttpHandler handler, HttpServerExchange exchange) {
    try {
      hooks.advice.enterHandler(handler, exchange);
      hooks.entering.passed();
    } catch (Throwable fault) {
      hooks.entering.swallow(fault);
    }
  }

  public static void handlerThrew(HttpServerExchange exchange) {
    try {
      hooks.advice.handlerThrew(exchange);
      hooks.throwing.passed();
    } catch (Throwable fault) {
      hooks.throwing.swallow(fault);
    }
  }

  public static void handlerReturned(HttpServerExchange exchange) {
    try {
      hooks.advice.handlerReturned(exchange);
      hooks.returning.passed();
    } catch (Throwable fault) {
      hooks.returning.swallow(fault);
    }
  }

  public static void pathMatched(
      PathMatcher.PathMatch<HttpHandler> match,
      PathMatcher<HttpHandler> matcher,
      HttpServerExchange exchange) {
    try {
      hooks.advice.pathMatched(match, matcher, exchange);
      hooks.matching.passed();
    } catch (Throwable fault) {
      hooks.matching.swallow(fault);
    }
  }

  public static ConduitFactory<StreamSinkConduit> countEncoded(
      ConduitFactory<StreamSinkConduit> factory, HttpServerExchange exchange) {
    try {
      ConduitFactory<StreamSinkConduit> counting = hooks.advice.countEncoded(factory, exchange);
      hooks.encoding.passed();
      return counting;
    } catch (Throwable fault) {
      hooks.encoding.swallow(fault);
      return factory;
    }
  }

  /** Called by the listener that a request was given when it began. */
  static void requestEnded(RequestListener request, HttpServerExchange exchange, long endNanos) {
    try {
      request.end(exchange, endNanos);
      hooks.ending.passed();
    } catch (Throwable fault) {
      hooks.ending.swallow(fault);
    }
  }
}
