package io.pillion.jetty;

import io.pillion.api.OpenRequest;
import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.api.Watched;
import org.eclipse.jetty.http.pathmap.MatchedResource;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.internal.HttpChannelState;

/**
 * What Jetty 12 calls at the hooks of {@link JettyPlugin}. This class is there once for each class
 * loader that has Jetty, and so is what it holds.
 */
public final class JettyAdvice {
  private static Requests<Exchange> requests;

  public JettyAdvice(Watched jetty) {
    keep(jetty);
  }

  private static void keep(Watched jetty) {
    requests = jetty.requests(new ExchangeReader());
  }

  /** An app may have the server handle a request once more. */
  public static void requestBegins(Request request, Response response) {
    long startNanos = System.nanoTime();
    HttpChannelState channel = (HttpChannelState) request.getComponents();
    HttpStream stream = channel.getHttpStream();
    if (exchange(stream) == null) {
      Exchange exchange = new Exchange(stream, request, response);
      Route<Exchange> route = requests.unrouted(exchange);
      if (route != null) {
        exchange.open = new JettyRequest(route, startNanos);
        channel.setHttpStream(exchange);
        exchange.open.begin();
      }
    }
  }

  /** Null for a request that is over, or is not counted. */
  private static Exchange exchange(Request request) {
    try {
      return exchange(((HttpChannelState) request.getComponents()).getHttpStream());
    } catch (IllegalStateException over) {
      return null;
    }
  }

  private static Exchange exchange(HttpStream outermost) {
    HttpStream stream = outermost;
    while (stream instanceof HttpStream.Wrapper && !(stream instanceof Exchange)) {
      stream = ((HttpStream.Wrapper) stream).getWrapped();
    }
    return stream instanceof Exchange ? (Exchange) stream : null;
  }

  /** Answers the one attribute that only another plug-in knows. */
  @SuppressWarnings("ReferenceEquality") // no app can ask for it by accident
  public static Object openRequest(String attribute, Object asked) {
    if (attribute != OpenRequest.ATTRIBUTE || !(asked instanceof Request)) {
      return null; // other things have attributes, too
    }
    Exchange exchange = exchange((Request) asked);
    return exchange == null ? null : exchange.open;
  }

  /**
   * A context's path is a whole one, also where the context stands behind a prefix; and before
   * another context answers, a request may have been in one that has no servlet for it.
   */
  public static void contextMatched(ContextHandler context, Request request) {
    Exchange exchange = exchange(request);
    Route<Exchange> root = exchange == null ? null : requests.unrouted(exchange);
    if (root != null) {
      exchange.open.inContext(root, context.getContextPath());
    }
  }

  public static void pathMatched(MatchedResource<?> matched, Request request) {
    Exchange exchange = exchange(request);
    if (exchange != null) {
      exchange.open.inPath(matched.getPathSpec());
    }
  }

  /** The response is the one that tells the error: it may be another than the handler was given. */
  public static void handlerThrew(Request request, Response response, Throwable thrown) {
    Exchange exchange = thrown == null ? null : exchange(request);
    if (exchange != null) {
      exchange.threw(thrown, response);
    }
  }
}
