package io.pillion.resteasy;

import io.pillion.api.JoinedPaths;
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

  /** What the locators of requests have matched that are at one now: RESTEasy does not keep it. */
  private static final Map<HttpRequest, String> LOCATED = new ConcurrentHashMap<>();

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

  public static void foundLocator(HttpRequest request, Object locator) throws Throwable {
    LOCATED.put(request, (String) fullPath.invokeExact(locator));
  }

  public static void foundLocatorBelow(HttpRequest request, Object locator) throws Throwable {
    String above = LOCATED.get(request);
    if (above != null) {
      LOCATED.put(request, JoinedPaths.of(above, (String) fullPath.invokeExact(locator)));
    }
  }

  /** Also called for a method that no locator has led to. */
  public static void foundMethodBelow(HttpRequest request, Object method) throws Throwable {
    String above = LOCATED.isEmpty() ? null : LOCATED.get(request);
    if (above != null) {
      name(request, JoinedPaths.of(above, (String) fullPath.invokeExact(method)));
    }
  }

  /** A locator that runs asynchronously has yet to find what is below it. */
  public static void leftLocator(HttpRequest request) {
    String above = LOCATED.remove(request);
    if (above != null) {
      name(request, JoinedPaths.of(above, "/*")); // unless a method was found
    }
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
