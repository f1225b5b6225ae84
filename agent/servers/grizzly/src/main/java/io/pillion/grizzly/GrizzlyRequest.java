package io.pillion.grizzly;

import io.pillion.api.OpenRequest;
import io.pillion.api.Route;
import java.util.Map;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;

/** A request of Grizzly's, kept as a note of its packet. One thread at a time works for it. */
final class GrizzlyRequest extends OpenRequest<HttpRequestPacket> {
  /** https://www.nginx.com/resources/wiki/extending/api/http/ */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private static final int INTERNAL_SERVER_ERROR = 500;

  private long requestBytes;
  private long responseBytes;
  private Map<HttpHandler, HttpHandlerRegistration[]> handlers;
  private Throwable thrown;
  private boolean isBegun;
  private boolean isUnanswered;

  GrizzlyRequest(Route<HttpRequestPacket> route, long startNanos) {
    super(route, startNanos);
  }

  void routing(Map<HttpHandler, HttpHandlerRegistration[]> among) {
    handlers = among;
  }

  /** Null where the server leaves routing to another product, as GlassFish does. */
  Map<HttpHandler, HttpHandlerRegistration[]> handlers() {
    return handlers;
  }

  /** A handler at {@code /} of a context path has all below that. */
  void matched(HttpHandlerRegistration registration) {
    String app = registration.getContextPath();
    String pattern = registration.getUrlPattern();
    Route<HttpRequestPacket> prefix = app.isEmpty() ? route() : route().prefix(app);
    boolean isWhole = pattern.isEmpty() || (pattern.equals("/") && !app.isEmpty());
    routed(isWhole ? prefix : prefix.mapping(pattern));
  }

  void read(long bytes) {
    requestBytes += bytes;
  }

  void wrote(long bytes) {
    responseBytes += bytes;
  }

  /** Some of its response was surely sent. */
  void sent() {
    isBegun = true;
  }

  /** The first is the cause of what error pages throw. */
  void threw(Throwable why) {
    if (thrown == null) {
      thrown = why;
    }
  }

  @Override
  public void failed(HttpRequestPacket request, Throwable thrownInContainer) {
    threw(thrownInContainer);
  }

  /** The server will not answer any more, if it has not yet. */
  void unanswered() {
    isUnanswered = true;
  }

  boolean isUnanswered() {
    return isUnanswered;
  }

  /** Of a response of which nothing was sent: the client has gone, or the server has given up. */
  int status(int inTheBooks) {
    if (isBegun) {
      return inTheBooks;
    }
    return isUnanswered ? INTERNAL_SERVER_ERROR : CLIENT_CLOSED_REQUEST;
  }

  long requestBytes() {
    return requestBytes;
  }

  long responseBytes() {
    return responseBytes;
  }

  /** Where the client has gone, that is what the handler threw for. */
  Throwable thrown() {
    return isBegun || isUnanswered ? thrown : null;
  }

  @Override
  protected void forget(HttpRequestPacket request) {
    GrizzlyAdvice.forget(request);
  }
}
