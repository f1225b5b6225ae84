package io.pillion.vertx;

import io.pillion.api.OpenRequest;
import io.pillion.api.Route;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;
import java.util.function.Consumer;

/**
 * A request of Vert.x's, kept as the object that its metrics know the request by; it keeps the one
 * of the app's own metrics. A {@link Consumer} of what Vert.x Web tells: that is in another
 * plug-in, which knows only types of Java's.
 */
final class VertxRequest extends OpenRequest<Object> implements Consumer<Object> {
  /** https://www.nginx.com/resources/wiki/extending/api/http/ */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int OK = 200;
  private static final int INTERNAL_SERVER_ERROR = 500;

  private final HttpRequest request;
  private final Object own;
  private HttpResponse response;
  private String matched;
  private Throwable failure;

  /** Negative while the app has not read it all. */
  private long requestBytes = -1;

  private long responseBytes;

  /**
   * @param own what the app's own metrics know the request by, or null
   */
  VertxRequest(HttpRequest request, Object own, Route<Object> route, long startNanos) {
    super(route, startNanos);
    this.request = request;
    this.own = own;
  }

  /** What the app's own metrics know a request by. */
  static Object own(Object metric) {
    return metric instanceof VertxRequest ? ((VertxRequest) metric).own : metric;
  }

  /**
   * Vert.x Web has matched a route, whose text this is, {@code /*} at its end for what only begins
   * so: the last is right, and what does not end so is more. Or null: the request is routed anew,
   * and stays what it is. Or the failure of a handler.
   */
  @Override
  public void accept(Object told) {
    if (told instanceof Throwable) {
      failure = (Throwable) told;
    } else if (told == null) {
      routed(matched());
    } else if (matched == null || matched.endsWith("/*") || !((String) told).endsWith("/*")) {
      matched = (String) told;
    }
  }

  @Override
  public Route<Object> last(Object ignored) {
    return matched();
  }

  private Route<Object> matched() {
    Route<Object> route = route();
    if (matched == null || route.isNamed()) {
      return route;
    }
    return matched.endsWith("/*")
        ? route.mapping(matched)
        : route.named("vertx-web", "", "", matched);
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

  /** What was sent, or 499 if nothing was. */
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

  /** An app refuses by an exception, too. */
  Throwable failure() {
    return status() < INTERNAL_SERVER_ERROR ? null : failure;
  }
}
