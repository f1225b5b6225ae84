package io.pillion.vertx;

import io.pillion.api.Route;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;

/** A request of Vert.x 4 or 5. */
final class VertxRequest extends RoutedRequest {
  private static final int OK = 200;

  private final HttpRequest request;
  private HttpResponse response;

  /** Negative while the app has not read it all. */
  private long requestBytes = -1;

  private long responseBytes;

  private VertxRequest(HttpRequest request, Object own, Route<Object> route, long startNanos) {
    super(own, route, startNanos);
    this.request = request;
  }

  /**
   * A request's headers have been read.
   *
   * @param own what the app's own metrics know the request by, or null
   * @return what Vert.x is to know it by
   */
  static Object begin(HttpRequest request, Object own) {
    long startNanos = System.nanoTime();
    Route<Object> route = isMalformed(request) ? null : RequestBegins.route(request);
    if (route == null) {
      return own;
    }
    VertxRequest open = new VertxRequest(request, own, route, startNanos);
    open.begin();
    return open;
  }

  private static boolean isMalformed(HttpRequest request) {
    try {
      return Malformed.is(request);
    } catch (Throwable thrown) {
      RequestBegins.keepFault(thrown);
      return false;
    }
  }

  HttpRequest request() {
    return request;
  }

  void read(long bytes) {
    requestBytes = bytes;
  }

  void responds(HttpResponse begun) {
    response = begun;
    if (begun.statusCode() == SWITCHING_PROTOCOLS) {
      end(this); // Vert.x tells the end of the connection
    }
  }

  void responded(HttpResponse ended, long bytes) {
    response = ended;
    responseBytes = bytes;
    end(this);
  }

  /** The connection or the stream is gone. */
  void reset() {
    if (response instanceof HttpServerResponse) {
      HttpServerResponse known = (HttpServerResponse) response;
      responseBytes = known.bytesWritten();
      response = known.headWritten() ? response : null; // of a 100 it was told, too
    }
    end(this);
  }

  @Override
  int status() {
    int status = response == null ? CLIENT_CLOSED_REQUEST : response.statusCode();
    return status < OK && status != SWITCHING_PROTOCOLS ? CLIENT_CLOSED_REQUEST : status;
  }

  long requestBytes() {
    if (requestBytes < 0 && request instanceof HttpServerRequest) {
      return ((HttpServerRequest) request).bytesRead();
    }
    return Math.max(requestBytes, 0);
  }

  long responseBytes() {
    return responseBytes;
  }

  HttpResponse response() {
    return response;
  }
}
