package io.pillion.jersey;

import io.pillion.api.OpenRequest;
import javax.servlet.http.HttpServletRequest;

/** Where Jersey stands in a Servlet container; elsewhere there is no Servlet API. */
final class ServletPaths {
  private ServletPaths() {}

  static void name(OpenRequest<?> open, Object request, String template) {
    HttpServletRequest servlet = (HttpServletRequest) request;
    String app = servlet.getServletContext().getContextPath();
    String mapping = servlet.getPathInfo() == null ? "" : servlet.getServletPath();
    open.named("jersey", app, mapping, template);
  }
}
