package io.pillion.vertx;

import io.pillion.api.Route;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpFrame;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * A request of Vert.x 3.9. Over HTTP/2 nothing tells the object that the metrics know a request by:
 * this is its handler of custom frames, too, until the app has one.
 */
final class Vertx3Request extends RoutedRequest implements Handler<HttpFrame> {
  private final HttpServerRequest request;
  private HttpServerResponse response;
  private boolean isUpgrading;

  private Vertx3Request(
      HttpServerRequest request, Object own, Route<Object> route, long startNanos) {
    super(own, route, startNanos);
    this.request = request;
  }

  /** As in {@link VertxRequest}. */
  static Object begin(HttpServerRequest request, Object own) {
    long startNanos = System.nanoTime();
    Route<Object> route = RequestBegins.route(request);
    if (route == null) {
      return own;
    }
    Vertx3Request open = new Vertx3Request(request, own, route, startNanos);
    if (request.version() == HttpVersion.HTTP_2) {
      request.customFrameHandler(open);
    }
    open.begin();
    return open;
  }

  @Override
  public void handle(HttpFrame frame) {}

  HttpServerRequest request() {
    return request;
  }

  /** The response of a WebSocket that is refused begins, that of one that opens does not. */
  void upgrades() {
    isUpgrading = true;
  }

  void responds(HttpServerResponse begun) {
    response = begun;
    if (begun.getStatusCode() == SWITCHING_PROTOCOLS) {
      end(this); // Vert.x tells the end of the connection
    }
  }

  void responded(HttpServerResponse ended) {
    response = ended;
    end(this);
  }

  /** The connection or the stream is gone. */
  void reset() {
    end(this);
  }

  @Override
  int status() {
    if (response == null) {
      return CLIENT_CLOSED_REQUEST;
    }
    return isUpgrading && !response.headWritten() ? SWITCHING_PROTOCOLS : response.getStatusCode();
  }

  HttpServerResponse response() {
    return response;
  }
}
