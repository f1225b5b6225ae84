package io.pillion.springmvc;

import io.pillion.api.OpenRequest;
import io.pillion.api.Watched;
import javax.servlet.DispatcherType;
import javax.servlet.http.HttpServletRequest;

/** What Spring MVC calls at the hooks of {@link SpringMvcPlugin}. */
public final class SpringMvcAdvice {
  /** {@code HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE}. */
  private static final String PATTERN =
      "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

  public SpringMvcAdvice(Watched spring) {}

  /**
   * A handler was found. That of an error page is nobody's route, and an included page is a part of
   * the one that includes it.
   */
  public static void matched(HttpServletRequest request) {
    Object open = request.getAttribute(OpenRequest.ATTRIBUTE);
    Object pattern = request.getAttribute(PATTERN);
    DispatcherType dispatch = request.getDispatcherType();
    if (open instanceof OpenRequest
        && pattern instanceof String
        && dispatch != DispatcherType.ERROR
        && dispatch != DispatcherType.INCLUDE) {
      String app = request.getServletContext().getContextPath();
      ((OpenRequest<?>) open).named("spring-mvc", app, servletPath(request), (String) pattern);
    }
  }

  /** Of a mapping such as {@code /api/*}; the path of any other one is matched as a whole. */
  private static String servletPath(HttpServletRequest request) {
    return request.getPathInfo() == null ? "" : request.getServletPath();
  }
}
