package io.pillion.vertx;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;

/**
 * The metrics of a connection of 3.9: tells the requests that they begin and end, and tells the
 * app's own metrics all that they would be told without.
 */
@SuppressWarnings({
  "rawtypes",
  "unchecked"
}) // what the app's own metrics make is given to them again
final class CountingMetrics3 implements HttpServerMetrics<Object, Object, Object> {
  private static final HttpServerMetrics NONE = new HttpServerMetrics() {};

  private final HttpServerMetrics own;

  /**
   * @param own of the app, or null
   */
  CountingMetrics3(HttpServerMetrics own) {
    this.own = own == null ? NONE : own;
  }

  @Override
  public Object requestBegin(Object socket, HttpServerRequest request) {
    return Vertx3Request.begin(request, own.requestBegin(socket, request));
  }

  @Override
  public void requestReset(Object metric) {
    if (metric instanceof Vertx3Request) {
      ((Vertx3Request) metric).reset();
    }
    own.requestReset(RoutedRequest.own(metric));
  }

  @Override
  public void responseBegin(Object metric, HttpServerResponse response) {
    if (metric instanceof Vertx3Request) {
      ((Vertx3Request) metric).responds(response);
    }
    own.responseBegin(RoutedRequest.own(metric), response);
  }

  @Override
  public Object responsePushed(
      Object socket, HttpMethod method, String uri, HttpServerResponse response) {
    return own.responsePushed(socket, method, uri, response);
  }

  @Override
  public void responseEnd(Object metric, HttpServerResponse response) {
    if (metric instanceof Vertx3Request) {
      ((Vertx3Request) metric).responded(response);
    }
    own.responseEnd(RoutedRequest.own(metric), response);
  }

  @Override
  public Object connected(Object socket, Object metric, ServerWebSocket webSocket) {
    if (metric instanceof Vertx3Request) {
      ((Vertx3Request) metric).upgrades();
    }
    return own.connected(socket, RoutedRequest.own(metric), webSocket);
  }

  @Override
  public void disconnected(Object webSocket) {
    own.disconnected(webSocket);
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

  @Deprecated
  @Override
  public boolean isEnabled() {
    return own.isEnabled();
  }

  @Override
  public void close() {
    own.close();
  }
}
