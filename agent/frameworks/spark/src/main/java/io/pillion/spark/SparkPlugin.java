package io.pillion.spark;

import io.pillion.api.Hook;
import io.pillion.api.Hook.Place;
import io.pillion.api.JarVersion;
import io.pillion.api.Plugin;
import io.pillion.api.Value;
import io.pillion.api.Variant;
import java.util.Collections;
import java.util.List;

/**
 * Where Spark (sparkjava.com) is hooked, 2.5 to 2.9: its request is made for the first filter or
 * route that matches, and is changed for each further one. A HEAD that has no route is answered
 * where one of GET's matches, and calls none.
 */
public final class SparkPlugin implements Plugin {
  private static final String MATCH = "Lspark/routematch/RouteMatch;";
  private static final String REQUEST = "Ljavax/servlet/http/HttpServletRequest;";

  @Override
  public String id() {
    return "spark";
  }

  @Override
  public Kind kind() {
    return Kind.NAMES;
  }

  @Override
  public String version(ClassLoader loader) {
    return JarVersion.of(loader, "spark/Spark.class", "spark-core");
  }

  @Override
  public List<Variant> variants() {
    return Collections.singletonList(
        Variant.of(
            "io.pillion.spark.SparkAdvice",
            Hook.at(
                Place.ENTRY,
                "spark.RequestResponseFactory",
                "create",
                "(" + MATCH + REQUEST + ")Lspark/Request;",
                "matched",
                Value.argument(0, MATCH),
                Value.argument(1, REQUEST)),
            Hook.at(
                Place.ENTRY,
                "spark.Request",
                "changeMatch",
                "(" + MATCH + ")V",
                "matched",
                Value.argument(0, MATCH),
                Value.field("servletRequest", REQUEST)),
            Hook.at(
                Place.EXIT,
                "spark.http.matching.MatcherFilter",
                "doFilter",
                "(Ljavax/servlet/ServletRequest;Ljavax/servlet/ServletResponse;"
                    + "Ljavax/servlet/FilterChain;)V",
                "served",
                Value.argument(0, "Ljavax/servlet/ServletRequest;"),
                Value.argument(1, "Ljavax/servlet/ServletResponse;"),
                Value.field("routeMatcher", "Lspark/route/Routes;"))));
  }
}
