package io.pillion.reactornetty;

import io.pillion.api.OpenRequest;
import io.pillion.api.Route;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** A request of Reactor Netty's, kept at its channel. */
final class ReactorRequest extends OpenRequest<HttpServerRequest> {
  /** https://www.nginx.com/resources/wiki/extending/api/http/ */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int INTERNAL_SERVER_ERROR = 500;

  private final HttpServerRequest request;
  private long requestBytes;
  private long responseBytes;
  private Throwable failure;
  private boolean isInHandler = true;
  private boolean isUpgraded;
  private boolean isAbandoned;

  ReactorRequest(HttpServerRequest request, Route<HttpServerRequest> route, long startNanos) {
    super(route, startNanos);
    this.request = request;
  }

  /** An app may have more observers than one. */
  boolean isOf(Object operations) {
    return operations == request;
  }

  void end() {
    end(request);
  }

  void matched(String path) {
    routed(route().template(path));
  }

  void read(long bytes) {
    requestBytes += bytes;
  }

  void wrote(long bytes) {
    responseBytes += bytes;
  }

  void handlerReturned() {
    isInHandler = false;
  }

  void failed(Throwable why) {
    failure = isAbandoned ? null : why;
  }

  /** The client has gone before anything was sent: what the app makes of that reaches nobody. */
  void abandonedByClient() {
    isAbandoned = true;
  }

  void upgraded() {
    isUpgraded = true;
  }

  /**
   * What was sent. Where nothing was the client has gone, unless the channel was closed while the
   * handler was called: that is how the server takes an exception.
   */
  int status(HttpServerResponse response) {
    if (isUpgraded) {
      return SWITCHING_PROTOCOLS;
    }
    if (response.hasSentHeaders() && !isAbandoned) {
      return response.status().code();
    }
    return isInHandler && !isAbandoned ? INTERNAL_SERVER_ERROR : CLIENT_CLOSED_REQUEST;
  }

  long requestBytes() {
    return requestBytes;
  }

  long responseBytes() {
    return responseBytes;
  }

  Throwable failure() {
    return failure;
  }

  @Override
  protected void forget(HttpServerRequest request) {
    ReactorNettyAdvice.forget(request);
  }
}
