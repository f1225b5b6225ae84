package io.pillion.jetty;

import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;
import io.pillion.api.ServletCause;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Reads a request of Jetty's: when it begins, and before its stream is told that it is over. */
final class ExchangeReader implements RequestReader<Exchange> {
  private static final String TRACEPARENT = "traceparent";

  /** Where the Servlet environments leave what a servlet threw: ee9 to ee11, and ee8. */
  private static final String[] EXCEPTIONS = {
    "jakarta.servlet.error.exception", "javax.servlet.error.exception"
  };

  @Override
  public HttpMethod method(Exchange exchange) {
    return HttpMethod.of(exchange.request().getMethod());
  }

  @Override
  public String path(Exchange exchange) {
    return exchange.request().getHttpURI().getDecodedPath();
  }

  @Override
  public String scheme(Exchange exchange) {
    return exchange.request().getHttpURI().getScheme();
  }

  @Override
  public int status(Exchange exchange) {
    return exchange.open.status();
  }

  @Override
  public long requestBodyBytes(Exchange exchange) {
    return Request.getContentBytesRead(exchange.request());
  }

  /** Jetty drops what is written to HEAD, after it has counted it. */
  @Override
  public long responseBodyBytes(Exchange exchange) {
    return method(exchange) == HttpMethod.HEAD
        ? 0
        : Response.getContentBytesWritten(exchange.response());
  }

  @Override
  public String traceparent(Exchange exchange) {
    return exchange.request().getHeaders().get(TRACEPARENT);
  }

  @Override
  public String requestHeader(Exchange exchange, String name) {
    return exchange.request().getHeaders().get(name);
  }

  /** Told only where events may be streamed: Jetty makes two iterators to look for it. */
  @Override
  public String responseContentType(Exchange exchange) {
    return exchange.open.isOpenEnded()
        ? exchange.response().getHeaders().get(HttpHeader.CONTENT_TYPE)
        : null;
  }

  @Override
  public Throwable exception(Exchange exchange) {
    Object thrown = exchange.thrown();
    for (int i = 0; thrown == null && i < EXCEPTIONS.length; i++) {
      thrown = exchange.request().getAttribute(EXCEPTIONS[i]);
    }
    return thrown instanceof Throwable ? ServletCause.of((Throwable) thrown) : null;
  }
}
