package io.pillion.helidon;

import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.http2.Http2Stream;
import io.helidon.http.http2.Http2StreamState;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http.HttpRouteBase;
import io.helidon.webserver.http.RouteCrawler;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http.ServerResponseBase;
import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.api.Watched;
import java.io.OutputStream;
import java.util.List;

/**
 * What Helidon calls at the hooks of {@link HelidonPlugin}. This class is there once for each class
 * loader that has Helidon, and so is what it holds.
 */
public final class HelidonAdvice {
  private static Requests<Exchange> requests;

  public HelidonAdvice(Watched helidon) {
    keep(helidon);
  }

  private static void keep(Watched helidon) {
    requests = helidon.requests(new ExchangeReader());
  }

  public static void requestBegins(
      ConnectionContext connection, RoutingRequest request, RoutingResponse response) {
    long startNanos = System.nanoTime();
    Exchange exchange =
        new Exchange(request.prologue(), request.headers(), connection.isSecure(), response);
    if (isOpened(exchange, startNanos)) {
      response.whenSent(exchange);
      request.streamFilter(exchange);
      exchange.open.begin();
    }
  }

  private static boolean isOpened(Exchange exchange, long startNanos) {
    Route<Exchange> root = requests.unrouted(exchange);
    if (root == null) {
      return false;
    }
    exchange.open = new HelidonRequest(root, startNanos);
    exchange.route = root;
    return true;
  }

  public static void requestLeaves(RoutingResponse response) {
    Exchange exchange = exchange(response);
    if (exchange != null) {
      exchange.leaves(null);
    }
  }

  public static void requestFails(Throwable thrown, RoutingResponse response) {
    Exchange exchange = exchange(response);
    if (exchange != null) {
      exchange.leaves(thrown);
    }
  }

  public static void handlerThrew(RoutingResponse response, Throwable thrown) {
    Exchange exchange = exchange(response);
    if (exchange != null) {
      exchange.threw(thrown);
    }
  }

  /** Null for a request that is not counted. */
  private static Exchange exchange(RoutingResponse response) {
    Asking asking = new Asking();
    response.whenSent(asking);
    return asking.found;
  }

  public static ServerResponseBase listens(
      Runnable listener, List<?> listeners, ServerResponseBase response) {
    if (listener instanceof Asking) {
      ((Asking) listener).look(listeners);
      return response;
    }
    return null;
  }

  /** What a response is streamed by, below any encoding. */
  public static OutputStream streams(OutputStream out, List<?> listeners) {
    Exchange exchange = Asking.in(listeners);
    return exchange == null ? out : new CountedOutput(out, exchange);
  }

  /** What events are streamed by, which goes past the response. */
  public static void streamsEvents(ServerResponse response) {
    Exchange exchange = exchange((RoutingResponse) response);
    if (exchange != null) {
      exchange.begun();
    }
  }

  /** A body that is sent at once, encoded. */
  public static void sends(byte[] encoded, List<?> listeners) {
    Exchange exchange = Asking.in(listeners);
    if (exchange != null) {
      exchange.responseBytes = encoded.length;
    }
  }

  /**
   * @param body the same where there is no encoding
   * @param length of its part that is sent
   */
  public static void sendsPart(byte[] encoded, byte[] body, int length, List<?> listeners) {
    Exchange exchange = Asking.in(listeners);
    if (exchange != null) {
      exchange.responseBytes = encoded == body ? length : encoded.length;
    }
  }

  /** To a stream that the client has cancelled Helidon writes all the same. */
  public static void answersStream(RoutingResponse response, Http2Stream stream) {
    Exchange exchange = stream.streamState() == Http2StreamState.CLOSED ? exchange(response) : null;
    if (exchange != null) {
      exchange.abandoned();
    }
  }

  /** The first, or the next where a handler has passed the request on. */
  public static void looksForRoute(
      RouteCrawler crawler, RoutingRequest request, RoutingResponse response) {
    Exchange exchange = exchange(response);
    if (exchange != null && request.prologue() == exchange.prologue) { // not where it is sent on
      if (exchange.routing == null) {
        exchange.routing = new Routing(exchange);
      }
      exchange.routing.path = request.path();
      request.path(exchange.routing);
    }
  }

  /** Nothing was found: the request has its path back. */
  public static void routed(RoutingRequest request) {
    if (request.path() instanceof Routing) {
      request.path(((Routing) request.path()).path);
    }
  }

  public static void serviceMatched(HttpRouteBase service, RoutingRequest request, Object crawler)
      throws Throwable {
    if (request.path() instanceof Routing) {
      ((Routing) request.path()).within(service, crawler);
    }
  }

  public static void routeMatched(HttpRouteBase route, RoutingRequest request, Object crawler)
      throws Throwable {
    if (request.path() instanceof Routing) {
      ((Routing) request.path()).matched(route, crawler);
    }
  }

  /**
   * @param connection that speaks the new protocol, or null where the upgrade was refused
   */
  public static void upgraded(
      Object connection,
      ConnectionContext context,
      HttpPrologue prologue,
      Headers headers,
      long startNanos)
      throws Throwable {
    Exchange exchange =
        connection == null ? null : new Exchange(prologue, headers, context.isSecure(), null);
    if (exchange != null && isOpened(exchange, startNanos)) {
      exchange.route = WebSockets.route(context, exchange, exchange.route);
      exchange.open.begin();
      exchange.upgraded();
    }
  }
}
