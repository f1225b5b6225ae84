package io.pillion.jetty9;

import io.pillion.api.HttpMethod;
import io.pillion.api.RequestReader;
import io.pillion.api.ServletCause;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;

/**
 * Reads a request of Jetty's: when it begins, and before its channel forgets it. By methods that
 * are the same in 9.4 and 11, where headers and URIs have become interfaces.
 */
final class ChannelReader implements RequestReader<HttpChannel> {
  private static final String TRACEPARENT = "traceparent";

  /** As Jetty's own request has it: a class loader may have both. */
  private static final String EXCEPTION =
      Request.class.getInterfaces()[0].getName().startsWith("jakarta")
          ? "jakarta.servlet.error.exception"
          : "javax.servlet.error.exception";

  @Override
  public HttpMethod method(HttpChannel channel) {
    return HttpMethod.of(channel.getRequest().getMethod());
  }

  /** No context has the request when it is asked for this. */
  @Override
  public String path(HttpChannel channel) {
    return channel.getRequest().getPathInfo();
  }

  @Override
  public String scheme(HttpChannel channel) {
    return channel.getRequest().getScheme();
  }

  @Override
  public int status(HttpChannel channel) {
    return JettyRequest.of(channel).status(channel);
  }

  @Override
  public long requestBodyBytes(HttpChannel channel) {
    return channel.getRequest().getContentRead();
  }

  /** Jetty drops what is written to HEAD, after it has counted it. */
  @Override
  public long responseBodyBytes(HttpChannel channel) {
    return channel.getRequest().isHead() ? 0 : channel.getBytesWritten();
  }

  @Override
  public String traceparent(HttpChannel channel) {
    return channel.getRequest().getHeader(TRACEPARENT);
  }

  @Override
  public String requestHeader(HttpChannel channel, String name) {
    return channel.getRequest().getHeader(name);
  }

  @Override
  public String responseContentType(HttpChannel channel) {
    return channel.getResponse().getContentType();
  }

  @Override
  public Throwable exception(HttpChannel channel) {
    Object thrown = channel.getRequest().getAttribute(EXCEPTION);
    return thrown instanceof Throwable ? ServletCause.of((Throwable) thrown) : null;
  }
}
