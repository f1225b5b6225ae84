package io.pillion.spark;

import io.pillion.api.OpenRequest;
import io.pillion.api.PathVariables;
import io.pillion.api.Watched;
import javax.servlet.ServletRequest;
import javax.servlet.ServletResponse;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import spark.Route;
import spark.route.HttpMethod;
import spark.route.Routes;
import spark.routematch.RouteMatch;

/** What Spark calls at the hooks of {@link SparkPlugin}. */
public final class SparkAdvice {
  private static final int FIRST_ERROR = 400;

  public SparkAdvice(Watched spark) {}

  /** A filter of the app's or a route is about to be called: only the latter names. */
  public static void matched(RouteMatch match, HttpServletRequest request) {
    if (match.getTarget() instanceof Route) {
      name(request, match.getMatchUri());
    }
  }

  /** A request was answered. */
  public static void served(ServletRequest request, ServletResponse response, Routes routes) {
    HttpServletRequest http = (HttpServletRequest) request;
    if (http.getMethod().equals("HEAD")
        && ((HttpServletResponse) response).getStatus() < FIRST_ERROR) {
      RouteMatch match =
          routes.find(HttpMethod.get, http.getRequestURI(), http.getHeader("Accept"));
      if (match != null) {
        name(http, match.getMatchUri()); // unless a route of HEAD's own has
      }
    }
  }

  private static void name(HttpServletRequest request, String path) {
    Object open = request.getAttribute(OpenRequest.ATTRIBUTE);
    if (open instanceof OpenRequest) {
      String app = request.getContextPath(); // null in Spark's own server
      String template = PathVariables.inBraces(path);
      ((OpenRequest<?>) open).named("spark", app == null ? "" : app, "", template);
    }
  }
}
