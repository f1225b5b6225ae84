package io.pillion.jersey;

import io.pillion.api.OpenRequest;
import io.pillion.api.Watched;
import javax.servlet.http.HttpServletRequest;
import org.glassfish.jersey.server.ContainerRequest;
import org.glassfish.jersey.server.internal.process.RequestProcessingContext;

/** What Jersey calls at the hooks of {@link JerseyPlugin}. */
public final class JerseyAdvice {
  /** The name of a property that only this class asks for: its identity is what counts. */
  @SuppressWarnings("StringOperationCanBeSimplified")
  private static final String SERVLET_REQUEST = new String("io.pillion.jersey.servletRequest");

  private static final Templates TEMPLATES = new Templates();

  public JerseyAdvice(Watched jersey) {}

  public static void matched(RequestProcessingContext context) {
    ContainerRequest request = context.request();
    Object open = request.getProperty(OpenRequest.ATTRIBUTE);
    Object servlet = open == null ? null : request.getProperty(SERVLET_REQUEST);
    if (open instanceof OpenRequest && servlet instanceof HttpServletRequest) {
      name((OpenRequest<?>) open, (HttpServletRequest) servlet, request);
    }
  }

  private static void name(
      OpenRequest<?> open, HttpServletRequest servlet, ContainerRequest jersey) {
    String app = servlet.getServletContext().getContextPath();
    String mapping = servlet.getPathInfo() == null ? "" : servlet.getServletPath();
    open.named("jersey", app, mapping, TEMPLATES.of(jersey.getUriInfo().getMatchedTemplates()));
  }

  /** Null, and Jersey answers itself, to everybody else. */
  @SuppressWarnings("ReferenceEquality") // no app can ask for it by accident
  public static Object servletRequest(String property, HttpServletRequest request) {
    return property == SERVLET_REQUEST ? request : null;
  }
}
