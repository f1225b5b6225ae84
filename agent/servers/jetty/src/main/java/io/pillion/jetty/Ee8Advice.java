package io.pillion.jetty;

import io.pillion.api.OpenRequest;
import io.pillion.api.Watched;
import java.util.function.Consumer;
import org.eclipse.jetty.ee8.nested.Request;
import org.eclipse.jetty.ee8.nested.ServletPathMapping;

/** What ee8 and ee9 call at the hook of {@link JettyServletPlugin}. */
public final class Ee8Advice {
  public Ee8Advice(Watched jetty) {}

  /** A request was matched to a servlet, or comes back from there. */
  @SuppressWarnings("unchecked") // as JettyRequest is one
  public static void mapped(Request request, ServletPathMapping mapping) {
    Object open = mapping == null ? null : request.getAttribute(OpenRequest.ATTRIBUTE);
    if (open instanceof OpenRequest) {
      ((Consumer<String>) open).accept(mapping.getPattern());
    }
  }
}
