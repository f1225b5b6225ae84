package io.pillion.resteasy;

import io.pillion.api.OpenRequest;
import io.pillion.api.Watched;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.servlet.http.HttpServletRequest;
import org.jboss.resteasy.spi.HttpRequest;
import org.jboss.resteasy.spi.metadata.ResourceLocator;

/** What RESTEasy calls at the hooks of {@link ResteasyPlugin}. */
public final class ResteasyAdvice {
  /** The name of an attribute that only this class asks for: its identity is what counts. */
  @SuppressWarnings("StringOperationCanBeSimplified")
  private static final String SERVLET_REQUEST = new String("io.pillion.resteasy.servletRequest");

  /** As many as an app has methods that find sub-resources. */
  private static final Map<String, String> BELOW = new ConcurrentHashMap<>();

  /** {@code Object -> String}: what was a class in RESTEasy 3 is an interface since. */
  private static MethodHandle fullPath;

  public ResteasyAdvice(Watched resteasy) throws ReflectiveOperationException {
    link();
  }

  private static void link() throws ReflectiveOperationException {
    fullPath =
        MethodHandles.publicLookup()
            .findVirtual(ResourceLocator.class, "getFullpath", MethodType.methodType(String.class))
            .asType(MethodType.methodType(String.class, Object.class));
  }

  public static void foundMethod(HttpRequest request, Object method) throws Throwable {
    name(request, (String) fullPath.invokeExact(method));
  }

  /** What the sub-resource matches is not known yet. */
  public static void foundLocator(HttpRequest request, Object locator) throws Throwable {
    String path = (String) fullPath.invokeExact(locator);
    String below = BELOW.get(path);
    if (below == null) {
      below = path.endsWith("/") ? path + "*" : path + "/*";
      BELOW.put(path, below);
    }
    name(request, below);
  }

  private static void name(HttpRequest request, String template) {
    Object open = request.getAttribute(OpenRequest.ATTRIBUTE);
    Object servlet = open == null ? null : request.getAttribute(SERVLET_REQUEST);
    if (open instanceof OpenRequest && servlet instanceof HttpServletRequest) {
      HttpServletRequest known = (HttpServletRequest) servlet;
      String app = known.getServletContext().getContextPath();
      String mapping = known.getPathInfo() == null ? "" : known.getServletPath();
      ((OpenRequest<?>) open).named("resteasy", app, mapping, template);
    }
  }

  /** Null, and RESTEasy answers itself, to everybody else. */
  @SuppressWarnings("ReferenceEquality") // no app can ask for it by accident
  public static Object servletRequest(String attribute, HttpServletRequest request) {
    return attribute == SERVLET_REQUEST ? request : null;
  }
}
