package io.pillion.reactornetty;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/** Reads a request of Reactor Netty's, whose object is the response as well. */
final class ServerRequestReader implements RequestReader<HttpServerRequest> {
  private static final String TRACEPARENT = "traceparent";

  @Override
  public HttpMethod method(HttpServerRequest request) {
    return HttpMethod.of(request.method().name());
  }

  @Override
  public String path(HttpServerRequest request) {
    String uri = request.uri();
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    if (path.indexOf('%') < 0) {
      return path;
    }
    try {
      return QueryStringDecoder.decodeComponent(path.replace("+", "%2B"));
    } catch (IllegalArgumentException noEscape) {
      return path;
    }
  }

  @Override
  public String scheme(HttpServerRequest request) {
    return request.scheme();
  }

  @Override
  public int status(HttpServerRequest request) {
    return ReactorNettyAdvice.open(request).status((HttpServerResponse) request);
  }

  @Override
  public long requestBodyBytes(HttpServerRequest request) {
    return ReactorNettyAdvice.open(request).requestBytes();
  }

  @Override
  public long responseBodyBytes(HttpServerRequest request) {
    return ReactorNettyAdvice.open(request).responseBytes();
  }

  @Override
  public String traceparent(HttpServerRequest request) {
    return request.requestHeaders().get(TRACEPARENT);
  }

  @Override
  public String requestHeader(HttpServerRequest request, String name) {
    return request.requestHeaders().get(name);
  }

  @Override
  public String responseContentType(HttpServerRequest request) {
    return ((HttpServerResponse) request).responseHeaders().get(HttpHeaderNames.CONTENT_TYPE);
  }

  @Override
  public Throwable exception(HttpServerRequest request) {
    return ReactorNettyAdvice.open(request).failure();
  }
}
