package io.pillion.jetty;

import io.pillion.api.OpenRequest;
import io.pillion.api.Route;
import java.util.function.Consumer;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.http.pathmap.ServletPathSpec;
import org.eclipse.jetty.http.pathmap.UriTemplatePathSpec;
import org.eclipse.jetty.util.Callback;

/**
 * One request, and the callback of the write that begins its response. A {@link Consumer} of the
 * servlet mapping: a Servlet environment may be in another class loader than Jetty, and so its
 * advice, which knows only types of Java's.
 */
final class JettyRequest extends OpenRequest<Exchange> implements Callback, Consumer<String> {
  /** https://www.nginx.com/resources/wiki/extending/api/http/ */
  private static final int CLIENT_CLOSED_REQUEST = 499;

  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int OK = 200;

  private Callback next;

  /** Negative until the response has begun. */
  private short status;

  private boolean openEnded;
  private boolean mapped;

  JettyRequest(Route<Exchange> route, long startNanos) {
    super(route, startNanos);
  }

  void inContext(Route<Exchange> root, String path) {
    if (!mapped) {
      routed(path.length() > 1 ? root.prefix(path) : root);
    }
  }

  void inPath(PathSpec spec) {
    if (spec instanceof ServletPathSpec) {
      routed(route().mapping(spec.getDeclaration()));
    } else if (spec instanceof UriTemplatePathSpec) {
      routed(route().template(spec.getDeclaration()));
    }
  }

  /** The first mapping is the one that the client's path matched: others are dispatched to. */
  @Override
  public void accept(String mapping) {
    if (!mapped) {
      mapped = true;
      mapped(mapping);
    }
  }

  /**
   * A response is about to begin.
   *
   * @param told whether it has
   * @return what the write is to tell
   */
  Callback responds(MetaData.Response head, Callback told) {
    int withStatus = head.getStatus();
    if (withStatus < OK && withStatus != SWITCHING_PROTOCOLS) {
      return told;
    }
    status = (short) -withStatus;
    openEnded = head.getContentLength() < 0;
    next = told;
    return this;
  }

  /** What was sent, or 499 if nothing could be. */
  int status() {
    return status > 0 ? status : CLIENT_CLOSED_REQUEST;
  }

  /** The response does not say how long it is. */
  boolean isOpenEnded() {
    return openEnded;
  }

  @Override
  public void succeeded() {
    status = (short) Math.abs(status);
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
}
