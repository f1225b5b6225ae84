package io.pillion.javalin;

import io.pillion.api.HttpMethod;
import io.pillion.api.OpenRequest;
import io.pillion.api.PathVariables;
import io.pillion.api.Watched;
import jakarta.servlet.http.HttpServletRequest;

/** What Javalin 3 to 6 calls at the hooks of {@link JavalinPlugin}. */
public final class JavalinAdvice {
  public JavalinAdvice(Watched javalin) {}

  /**
   * A handler is about to be called.
   *
   * @param type the method that it is for; else it stands before or after those that have one
   * @param path as the app wrote it
   */
  public static void matched(Object type, String path, HttpServletRequest request) {
    Object open =
        HttpMethod.of(type.toString()) == HttpMethod.OTHER
            ? null
            : request.getAttribute(OpenRequest.ATTRIBUTE);
    if (open instanceof OpenRequest) {
      String template = PathVariables.inBraces(path);
      ((OpenRequest<?>) open).named("javalin", request.getContextPath(), "", template);
    }
  }
}
