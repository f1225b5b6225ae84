package io.pillion.spark;

import io.pillion.api.OpenRequest;
import io.pillion.api.PathVariables;
import io.pillion.api.Watched;
import javax.servlet.http.HttpServletRequest;
import spark.Route;
import spark.routematch.RouteMatch;

/** What Spark calls at the hooks of {@link SparkPlugin}. */
public final class SparkAdvice {
  public SparkAdvice(Watched spark) {}

  /** A filter of the app's or a route is about to be called: only the latter names. */
  public static void matched(RouteMatch match, HttpServletRequest request) {
    Object open =
        match.getTarget() instanceof Route ? request.getAttribute(OpenRequest.ATTRIBUTE) : null;
    if (open instanceof OpenRequest) {
      String app = request.getContextPath(); // null in Spark's own server
      String template = PathVariables.inBraces(match.getMatchUri());
      ((OpenRequest<?>) open).named("spark", app == null ? "" : app, "", template);
    }
  }
}
