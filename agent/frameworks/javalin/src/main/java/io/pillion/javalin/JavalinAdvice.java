package io.pillion.javalin;

import io.pillion.api.HttpMethod;
import io.pillion.api.OpenRequest;
import io.pillion.api.PathVariables;
import io.pillion.api.Watched;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** What Javalin 3 to 6 calls at the hooks of {@link JavalinPlugin}. */
public final class JavalinAdvice {
  private static final int FIRST_ERROR = 400;

  public JavalinAdvice(Watched javalin) {}

  /**
   * A handler is about to be called.
   *
   * @param type the method that it is for; else it stands before or after those that have one
   * @param path as the app wrote it
   */
  public static void matched(Object type, String path, HttpServletRequest request) {
    if (HttpMethod.of(type.toString()) != HttpMethod.OTHER) {
      name(request, path);
    }
  }

  /** A request was answered, or will be by another thread. */
  public static void served(
      HttpServletRequest request, HttpServletResponse response, Object handlers)
      throws ReflectiveOperationException {
    if (request.getMethod().equals("HEAD") && response.getStatus() < FIRST_ERROR) {
      String behindContext = request.getRequestURI().substring(request.getContextPath().length());
      String path = GetHandlers.pathOf(handlers, behindContext);
      if (path != null) {
        name(request, path); // unless a handler of HEAD's own has
      }
    }
  }

  private static void name(HttpServletRequest request, String path) {
    Object open = request.getAttribute(OpenRequest.ATTRIBUTE);
    if (open instanceof OpenRequest) {
      String template = PathVariables.inBraces(path);
      ((OpenRequest<?>) open).named("javalin", request.getContextPath(), "", template);
    }
  }
}
