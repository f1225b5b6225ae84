package io.pillion.undertow;

import io.pillion.api.OpenRequest;
import io.pillion.api.ServletCause;
import io.pillion.api.ServletMapping;
import io.pillion.api.Watched;
import io.undertow.server.HttpServerExchange;
import io.undertow.servlet.handlers.ServletPathMatch;
import io.undertow.servlet.spec.HttpServletRequestImpl;
import java.util.List;

/** What Undertow's Servlet container calls at the hooks of {@link ServletPlugin}. */
public final class ServletAdvice {
  public ServletAdvice(Watched undertow) {
    Internals.link(undertow);
  }

  /** A request has been mapped to a servlet, behind what Undertow's own routing has matched. */
  public static void mapped(HttpServletRequestImpl servletRequest, ServletPathMatch match)
      throws Throwable {
    OpenRequest<?> request = Internals.open(servletRequest.getExchange());
    if (request == null || match == null) {
      return;
    }
    List<String> declared =
        match.getServletChain().getManagedServlet().getServletInfo().getMappings();
    request.mapped(
        ServletMapping.isPlain(declared)
            ? ServletMapping.of(declared)
            : ServletMapping.of(declared, match.getMatched(), match.getRemaining()));
  }

  /** What a servlet or a filter threw, before an error page is made of it. */
  @SuppressWarnings("unchecked") // it was begun with this server's exchange
  public static void threw(HttpServerExchange exchange, Throwable thrown) throws Throwable {
    OpenRequest<?> request = Internals.open(exchange);
    if (request != null) {
      ((OpenRequest<HttpServerExchange>) request).failed(exchange, ServletCause.of(thrown));
    }
  }

  /** Answers the one attribute that only a framework's plug-in knows. */
  @SuppressWarnings("ReferenceEquality") // no app can ask for it by accident
  public static Object openRequest(HttpServletRequestImpl servletRequest, String attribute)
      throws Throwable {
    return attribute == OpenRequest.ATTRIBUTE ? Internals.open(servletRequest.getExchange()) : null;
  }
}
