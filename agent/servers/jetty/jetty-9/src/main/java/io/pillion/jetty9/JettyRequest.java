package io.pillion.jetty9;

import io.pillion.api.OpenRequest;
import io.pillion.api.Route;
import io.pillion.api.ServletMapping;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.HttpOutput;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.Callback;

/**
 * One request, kept among the interceptors of its output, from which Jetty itself takes it away;
 * and the callback of the write that begins its response.
 */
final class JettyRequest extends OpenRequest<HttpChannel>
    implements HttpOutput.Interceptor, Callback {
  /** https://www.nginx.com/resources/wiki/extending/api/http/ */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int OK = 200;

  private static final Mappings MAPPINGS = new Mappings();

  /** What only Jetty 9 asks of an interceptor; null for a later one. */
  private static final MethodHandle FOR_DIRECT_BUFFERS = forDirectBuffers();

  private final HttpOutput.Interceptor below;
  private Callback next;
  private boolean mapped;
  private boolean begun;

  JettyRequest(Route<HttpChannel> route, long startNanos, HttpOutput output) {
    super(route, startNanos);
    this.below = output.getInterceptor();
    output.setInterceptor(this);
  }

  /** Null for one that has not begun, or is not counted. */
  static JettyRequest of(HttpChannel channel) {
    HttpOutput.Interceptor found = channel.getResponse().getHttpOutput().getInterceptor();
    while (found != null && !(found instanceof JettyRequest)) {
      found = found.getNextInterceptor();
    }
    return (JettyRequest) found;
  }

  /**
   * @param root null if requests of this path are no longer recorded
   */
  void inContext(Route<HttpChannel> root, String path) {
    if (!mapped && root != null) {
      routed(path.length() > 1 ? root.prefix(path) : root);
    }
  }

  /** The first servlet is the one that the client's path matched: others are dispatched to. */
  void atServlet(ServletHolder servlet, Request request) {
    if (!mapped) {
      mapped = true;
      List<String> declared = MAPPINGS.of(servlet);
      mapped(
          ServletMapping.isPlain(declared)
              ? ServletMapping.of(declared)
              : ServletMapping.of(declared, request.getServletPath(), request.getPathInfo()));
    }
  }

  /** What was sent, or 499 if nothing could be. */
  int status(HttpChannel channel) {
    return begun ? channel.getCommittedMetaData().getStatus() : CLIENT_CLOSED_REQUEST;
  }

  @Override
  public void write(ByteBuffer content, boolean last, Callback callback) {
    below.write(content, last, callback);
  }

  /**
   * A response is about to begin.
   *
   * @param head null for the status that the response has
   * @param told whether it has begun
   * @return what the write is to tell
   */
  Callback responds(MetaData.Response head, Callback told) {
    if (head != null && head.getStatus() < OK && head.getStatus() != SWITCHING_PROTOCOLS) {
      return told;
    }
    next = told;
    return this;
  }

  @Override
  public void succeeded() {
    begun = true;
    next.succeeded();
  }

  @Override
  public void failed(Throwable why) {
    next.failed(why);
  }

  @Override
  public InvocationType getInvocationType() {
    return next.getInvocationType();
  }

  @Override
  public HttpOutput.Interceptor getNextInterceptor() {
    return below;
  }

  @Override
  public void resetBuffer() {
    below.resetBuffer();
  }

  @Override
  public boolean isOptimizedForDirectBuffers() {
    try {
      return (boolean) FOR_DIRECT_BUFFERS.invokeExact(below);
    } catch (Throwable why) {
      throw new IllegalStateException(why);
    }
  }

  private static MethodHandle forDirectBuffers() {
    try {
      return MethodHandles.lookup()
          .findVirtual(
              HttpOutput.Interceptor.class,
              "isOptimizedForDirectBuffers",
              MethodType.methodType(boolean.class));
    } catch (NoSuchMethodException | IllegalAccessException jetty10) {
      return null;
    }
  }
}
