package io.pillion.undertow;

import io.pillion.core.api.Faults;
import io.pillion.core.api.ServerAdvice;
import io.pillion.core.api.ServerMetrics;
import io.undertow.Version;
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
public final class UndertowHooks implements ServerAdvice {
  private static UndertowHooks hooks;

  private final UndertowAdvice advice;
  private final Faults faults;

  public UndertowHooks(ServerMetrics metrics) {
    this.advice = new UndertowAdvice(metrics);
    this.faults = metrics.faults();
    keep(this);
  }

  private static void keep(UndertowHooks only) {
    hooks = only;
  }

  @Override
  public String version() {
    return Version.getVersionString();
  }

  public static void enterHandler(HttpHandler handler, HttpServerExchange exchange) {
    try {
      hooks.advice.enterHandler(handler, exchange);
    } catch (Throwable fault) {
      hooks.faults.swallow("enterHandler", fault);
    }
  }

  public static void handlerThrew(HttpServerExchange exchange) {
    try {
      hooks.advice.handlerThrew(exchange);
    } catch (Throwable fault) {
      hooks.faults.swallow("handlerThrew", fault);
    }
  }

  public static void handlerReturned(HttpServerExchange exchange) {
    try {
      hooks.advice.handlerReturned(exchange);
    } catch (Throwable fault) {
      hooks.faults.swallow("handlerReturned", fault);
    }
  }

  public static void pathMatched(
      PathMatcher.PathMatch<HttpHandler> match,
      PathMatcher<HttpHandler> matcher,
      HttpServerExchange exchange) {
    try {
      hooks.advice.pathMatched(match, matcher, exchange);
    } catch (Throwable fault) {
      hooks.faults.swallow("pathMatched", fault);
    }
  }

  public static ConduitFactory<StreamSinkConduit> countEncoded(
      ConduitFactory<StreamSinkConduit> factory, HttpServerExchange exchange) {
    try {
      return hooks.advice.countEncoded(factory, exchange);
    } catch (Throwable fault) {
      hooks.faults.swallow("countEncoded", fault);
      return factory;
    }
  }
}
