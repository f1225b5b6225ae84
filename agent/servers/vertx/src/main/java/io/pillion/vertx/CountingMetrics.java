package io.pillion.vertx;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;

/**
 * The metrics of a connection before 5.1: tells the requests that they begin and end, and tells the
 * app's own metrics all that they would be told without.
 */
@SuppressWarnings({
  "rawtypes",
  "unchecked"
}) // what the app's own metrics make is given to them again
final class CountingMetrics implements HttpServerMetrics<Object, Object, Object> {
  private static final HttpServerMetrics NONE = new HttpServerMetrics() {};

  private final HttpServerMetrics own;

  /**
   * @param own of the app, or null
   */
  CountingMetrics(HttpServerMetrics own) {
    this.own = own == null ? NONE : own;
  }

  @Override
  public Object requestBegin(Object socket, HttpRequest request) {
    return VertxRequest.begin(request, own.requestBegin(socket, request));
  }

  @Override
  public void requestEnd(Object metric, HttpRequest request, long bytesRead) {
    if (metric instanceof VertxRequest) {
      ((VertxRequest) metric).read(bytesRead);
    }
    own.requestEnd(RoutedRequest.own(metric), request, bytesRead);
  }

  @Override
  public void requestReset(Object metric) {
    if (metric instanceof VertxRequest) {
      ((VertxRequest) metric).reset();
    }
    own.requestReset(RoutedRequest.own(metric));
  }

  @Override
  public void responseBegin(Object metric, HttpResponse response) {
    if (metric instanceof VertxRequest) {
      ((VertxRequest) metric).responds(response);
    }
    own.responseBegin(RoutedRequest.own(metric), response);
  }

  @Override
  public Object responsePushed(
      Object socket, HttpMethod method, String uri, HttpResponse response) {
    return own.responsePushed(socket, method, uri, response);
  }

  @Override
  public void responseEnd(Object metric, HttpResponse response, long bytesWritten) {
    if (metric instanceof VertxRequest) {
      ((VertxRequest) metric).responded(response, bytesWritten);
    }
    own.responseEnd(RoutedRequest.own(metric), response, bytesWritten);
  }

  @Override
  public Object connected(Object socket, Object metric, ServerWebSocket webSocket) {
    return own.connected(socket, RoutedRequest.own(metric), webSocket);
  }

  @Override
  public void disconnected(Object webSocket) {
    own.disconnected(webSocket);
  }

  @Override
  public void requestRouted(Object metric, String route) {
    own.requestRouted(RoutedRequest.own(metric), route);
  }

  @Override
  public Object connected(SocketAddress remoteAddress, String remoteName) {
    return own.connected(remoteAddress, remoteName);
  }

  @Override
  public void disconnected(Object socket, SocketAddress remoteAddress) {
    own.disconnected(socket, remoteAddress);
  }

  @Override
  public void bytesRead(Object socket, SocketAddress remoteAddress, long bytes) {
    own.bytesRead(socket, remoteAddress, bytes);
  }

  @Override
  public void bytesWritten(Object socket, SocketAddress remoteAddress, long bytes) {
    own.bytesWritten(socket, remoteAddress, bytes);
  }

  @Override
  public void exceptionOccurred(Object socket, SocketAddress remoteAddress, Throwable thrown) {
    own.exceptionOccurred(socket, remoteAddress, thrown);
  }

  @Override
  public void close() {
    own.close();
  }
}
