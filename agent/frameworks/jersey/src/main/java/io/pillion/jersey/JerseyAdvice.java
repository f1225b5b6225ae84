package io.pillion.jersey;

import io.pillion.api.JoinedPaths;
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

  public static void matched(RequestProcessingContext context) throws ReflectiveOperationException {
    ContainerRequest request = context.request();
    Object open = request.getProperty(OpenRequest.ATTRIBUTE);
    if (open == null) {
      open = JdkExchanges.openRequest(request.getResponseWriter());
    }
    if (open instanceof OpenRequest) {
      name((OpenRequest<?>) open, request);
    }
  }

  private static void name(OpenRequest<?> open, ContainerRequest request) {
    String template = TEMPLATES.of(request.getUriInfo().getMatchedTemplates());
    Object servlet = request.getProperty(SERVLET_REQUEST);
    if (servlet == null) {
      String base = JoinedPaths.of(request.getBaseUri().getPath(), ""); // it ends with a slash
      open.named("jersey", base, "", template);
    } else {
      ServletPaths.name(open, servlet, template);
    }
  }

  /** Null, and Jersey answers itself, to everybody else. */
  @SuppressWarnings("ReferenceEquality") // no app can ask for it by accident
  public static Object servletRequest(String property, HttpServletRequest request) {
    return property == SERVLET_REQUEST ? request : null;
  }
}
