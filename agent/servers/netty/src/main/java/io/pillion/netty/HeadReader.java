package io.pillion.netty;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;
import java.util.Locale;

/**
 * Reads the head of a request, which is an {@code HttpRequest} or {@code Http2Headers}, alone until
 * it has begun, and in its {@link NettyRequest} from then on.
 */
final class HeadReader implements RequestReader<Object> {
  private static Object head(Object exchange) {
    return exchange instanceof NettyRequest ? ((NettyRequest) exchange).head() : exchange;
  }

  static HttpMethod methodOf(Object head) {
    return head instanceof HttpRequest
        ? HttpMethod.of(((HttpRequest) head).method().name())
        : HttpMethod.of(Http2Stream.method(head).toString());
  }

  @Override
  public HttpMethod method(Object exchange) {
    return methodOf(head(exchange));
  }

  @Override
  public String path(Object exchange) {
    Object head = head(exchange);
    CharSequence target =
        head instanceof HttpRequest ? ((HttpRequest) head).uri() : Http2Stream.path(head);
    String uri = target == null ? "" : target.toString(); // a CONNECT has none
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
  public String scheme(Object exchange) {
    return ((NettyRequest) exchange).connection().isSecure() ? "https" : "http";
  }

  @Override
  public int status(Object exchange) {
    return ((NettyRequest) exchange).status();
  }

  @Override
  public long requestBodyBytes(Object exchange) {
    return ((NettyRequest) exchange).requestBytes();
  }

  @Override
  public long responseBodyBytes(Object exchange) {
    return ((NettyRequest) exchange).responseBytes();
  }

  @Override
  public String traceparent(Object exchange) {
    return header(head(exchange), "traceparent");
  }

  @Override
  public String requestHeader(Object exchange, String name) {
    return header(head(exchange), name);
  }

  private static String header(Object head, String name) {
    return head instanceof HttpRequest
        ? ((HttpRequest) head).headers().get(name)
        : Http2Stream.header(head, name.toLowerCase(Locale.ROOT));
  }

  @Override
  public String responseContentType(Object exchange) {
    Object headers = ((NettyRequest) exchange).responseHeaders();
    if (headers == null) {
      return null;
    }
    return headers instanceof HttpHeaders
        ? ((HttpHeaders) headers).get(HttpHeaderNames.CONTENT_TYPE)
        : Http2Stream.header(headers, "content-type");
  }

  @Override
  public Throwable exception(Object exchange) {
    return ((NettyRequest) exchange).failure();
  }
}
