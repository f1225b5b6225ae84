package io.pillion.vertx;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.spi.metrics.HttpServerMetrics;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.core.spi.observability.HttpResponse;

/**
 * The metrics of a connection from 5.1 on: tells the requests that they begin and end, and tells
 * the app's own metrics all that they would be told without.
 */
@SuppressWarnings({
  "rawtypes",
  "unchecked"
}) // what the app's own metrics make is given to them again
final class CountingMetrics5 implements HttpServerMetrics<Object, Object> {
  private static final HttpServerMetrics NONE = new HttpServerMetrics() {};

  private final HttpServerMetrics own;

  /**
   * @param own of the app, or null
   */
  CountingMetrics5(HttpServerMetrics own) {
    this.own = own == null ? NONE : own;
  }

  @Override
  public Object requestBegin(SocketAddress remoteAddress, HttpRequest request) {
    return VertxRequest.begin(request, own.requestBegin(remoteAddress, request));
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
  public void requestUpgraded(Object metric) {
    own.requestUpgraded(RoutedRequest.own(metric));
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
      SocketAddress remoteAddress, HttpMethod method, String uri, HttpResponse response) {
    return own.responsePushed(remoteAddress, method, uri, response);
  }

  @Override
  public void responseEnd(Object metric, HttpResponse response, long bytesWritten) {
    if (metric instanceof VertxRequest) {
      ((VertxRequest) metric).responded(response, bytesWritten);
    }
    own.responseEnd(RoutedRequest.own(metric), response, bytesWritten);
  }

  @Override
  public Object connected(HttpRequest request) {
    return own.connected(request);
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
  public void close() {
    own.close();
  }
}
