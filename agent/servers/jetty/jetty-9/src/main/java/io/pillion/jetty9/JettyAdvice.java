package io.pillion.jetty9;

import io.pillion.api.OpenRequest;
import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.api.Watched;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.HttpChannel;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.UserIdentity;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.eclipse.jetty.util.Callback;

/**
 * What Jetty 9.4 to 11 calls at the hooks of {@code JettyPlugin}. This class is there once for each
 * class loader that has Jetty, and so is what it holds.
 */
public final class JettyAdvice {
  private static Requests<HttpChannel> requests;

  public JettyAdvice(Watched jetty) {
    keep(jetty);
  }

  private static void keep(Watched jetty) {
    requests = jetty.requests(new ChannelReader());
  }

  /** Early releases of 9.4 come here again for an error page. */
  public static void requestBegins(HttpChannel channel) {
    if (JettyRequest.of(channel) == null) {
      long startNanos = System.nanoTime();
      Route<HttpChannel> route = requests.unrouted(channel);
      if (route != null) {
        new JettyRequest(route, startNanos, channel.getResponse().getHttpOutput()).begin();
      }
    }
  }

  /** Something is written. */
  public static Callback responds(Callback told, MetaData.Response head, HttpChannel channel) {
    JettyRequest request = channel.isCommitted() ? null : JettyRequest.of(channel);
    return request == null ? told : request.responds(head, told);
  }

  /** Whatever has begun or not: malformed requests come here, too. */
  public static void requestEnds(HttpChannel channel) {
    JettyRequest request = JettyRequest.of(channel);
    if (request != null) {
      request.end(channel);
    }
  }

  /** Answers the one attribute that only a framework's plug-in knows. */
  @SuppressWarnings("ReferenceEquality") // no app can ask for it by accident
  public static Object openRequest(String attribute, Request request) {
    return attribute == OpenRequest.ATTRIBUTE ? JettyRequest.of(request.getHttpChannel()) : null;
  }

  /**
   * A context has looked whether a path is its own.
   *
   * @param isOwn false also where it redirects its path to the same with a slash
   */
  public static void contextChecked(
      boolean isOwn, ContextHandler context, String path, Request request) {
    HttpChannel channel = request.getHttpChannel();
    JettyRequest open = JettyRequest.of(channel);
    String contextPath = context.getContextPath();
    if (open != null && (isOwn || path.equals(contextPath))) {
      open.inContext(requests.unrouted(channel), contextPath);
    }
  }

  /** A request is dispatched to a servlet, or comes back from there. */
  public static void servletMatched(Request request, UserIdentity.Scope servlet) {
    JettyRequest open = JettyRequest.of(request.getHttpChannel());
    if (open != null && servlet instanceof ServletHolder) {
      open.atServlet((ServletHolder) servlet, request);
    }
  }
}
