package io.pillion.springwebflux;

import io.netty.util.AttributeKey;
import io.pillion.api.OpenRequest;
import javax.servlet.http.HttpServletRequest;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.Connection;

/** The server's own request below Spring's, and what our plug-in for that server has left there. */
final class NativeRequest {
  private NativeRequest() {}

  /** Null if there is none. */
  static Object open(ServerHttpRequest request) {
    ServerHttpRequest innermost = request;
    while (innermost instanceof ServerHttpRequestDecorator) {
      innermost = ((ServerHttpRequestDecorator) innermost).getDelegate();
    }
    if (!(innermost instanceof AbstractServerHttpRequest)) {
      return null;
    }
    Object server = ((AbstractServerHttpRequest) innermost).getNativeRequest();
    if (server.getClass().getName().startsWith("reactor.netty.")) {
      return OfNetty.open(server);
    }
    return OfServlets.ARE_THERE ? OfServlets.open(server) : null;
  }

  /** Loaded only where Netty is. */
  private static final class OfNetty {
    static final AttributeKey<Object> OPEN = AttributeKey.valueOf(OpenRequest.ATTRIBUTE);

    static Object open(Object operations) {
      return ((Connection) operations).channel().attr(OPEN).get();
    }
  }

  /** Its method is linked only where the Servlet API is. */
  private static final class OfServlets {
    static final boolean ARE_THERE = areThere();

    static boolean areThere() {
      try {
        Class.forName(
            "javax.servlet.http.HttpServletRequest", false, NativeRequest.class.getClassLoader());
        return true;
      } catch (ClassNotFoundException e) {
        return false;
      }
    }

    static Object open(Object request) {
      return request instanceof HttpServletRequest
          ? ((HttpServletRequest) request).getAttribute(OpenRequest.ATTRIBUTE)
          : null;
    }
  }
}
