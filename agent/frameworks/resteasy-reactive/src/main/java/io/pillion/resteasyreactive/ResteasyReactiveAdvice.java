package io.pillion.resteasyreactive;

import io.pillion.api.OpenRequest;
import io.pillion.api.Watched;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.mapping.RuntimeResource;

/** What RESTEasy Reactive calls at the hook of {@link ResteasyReactivePlugin}. */
public final class ResteasyReactiveAdvice {
  private static final String BELOW = "/*";
  private static final Templates TEMPLATES = new Templates();

  public ResteasyReactiveAdvice(Watched resteasy) {}

  public static void matched(ResteasyReactiveRequestContext context) {
    HttpServerRequest request = context.serverRequest().unwrap(HttpServerRequest.class);
    RuntimeResource resource = context.getTarget();
    Object open = request == null || resource == null ? null : Asking.find(request);
    if (open instanceof OpenRequest) {
      String text = TEMPLATES.of(above(context, resource, open), resource);
      if (resource.getHttpMethod() == null) {
        found(open, text);
      } else {
        ((OpenRequest<?>) open).named("resteasy-reactive", "", "", text);
      }
    }
  }

  /** Behind which the resource's own paths stand. A sub-resource's class has none. */
  private static String above(
      ResteasyReactiveRequestContext context, RuntimeResource resource, Object open) {
    if (resource.getClassPath() != null) {
      return context.getDeployment().getPrefix();
    }
    Object so = open instanceof Supplier ? ((Supplier<?>) open).get() : null;
    String locator = so == null ? "" : so.toString();
    return locator.endsWith(BELOW)
        ? locator.substring(0, locator.length() - BELOW.length())
        : locator;
  }

  /** What the sub-resource matches is not known yet. */
  @SuppressWarnings("unchecked") // a consumer of anything
  private static void found(Object open, String locator) {
    if (open instanceof Consumer) {
      ((Consumer<Object>) open).accept(locator + BELOW);
    }
  }
}
