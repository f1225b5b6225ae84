package io.pillion.jetty;

import io.pillion.api.OpenRequest;
import io.pillion.api.Watched;
import java.util.function.Consumer;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** What ee10 and ee11 call at the hook of {@link JettyServletPlugin}. */
public final class Ee10Advice {
  public Ee10Advice(Watched jetty) {}

  /** A request has come to a context, which has matched it to a servlet. */
  @SuppressWarnings("unchecked") // as JettyRequest is one
  public static void mapped(ServletContextRequest request) {
    Object open = request.getAttribute(OpenRequest.ATTRIBUTE);
    if (open instanceof OpenRequest) {
      String pattern = request.getMatchedResource().getPathSpec().getDeclaration();
      ((Consumer<String>) open).accept(pattern);
    }
  }
}
