package io.pillion.helidon;

import io.helidon.http.PathMatcher;
import io.helidon.webserver.http.HttpRoute;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;

/** What the app wrote for a route. Helidon tells it from 4.3 on. */
final class Patterns {
  private static final MethodHandle MATCHER = getter(HttpRoute.class, "pathMatcher");
  private static final MethodHandle TEXT = getter(PathMatcher.class, "matchingElement");

  private Patterns() {}

  private static MethodHandle getter(Class<?> owner, String name) {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(owner, name, MethodType.methodType(Optional.class));
    } catch (ReflectiveOperationException e) {
      return null;
    }
  }

  /** Empty where nothing is told, as of a route that any path matches. */
  static String of(HttpRoute route) throws Throwable {
    if (MATCHER == null) {
      return "";
    }
    Optional<?> matcher = (Optional<?>) MATCHER.invokeExact(route);
    return matcher.isPresent() ? of((PathMatcher) matcher.get()) : "";
  }

  static String of(PathMatcher matcher) throws Throwable {
    Optional<?> text = TEXT == null ? Optional.empty() : (Optional<?>) TEXT.invokeExact(matcher);
    return text.isPresent() ? (String) text.get() : "";
  }
}
