package io.pillion.grizzly;

import java.util.Map;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.util.MappingData;

/** Which of the paths under which an app has put a handler has matched. */
final class Registrations {
  private Registrations() {}

  /** Null if what has matched is none of the handlers. */
  static HttpHandlerRegistration of(
      Map<HttpHandler, HttpHandlerRegistration[]> handlers, MappingData matched) {
    Object handler = matched.wrapper != null ? matched.wrapper : matched.context;
    HttpHandlerRegistration[] paths = handlers.get(handler);
    if (paths == null || paths.length == 1) {
      return paths == null ? null : paths[0];
    }
    for (HttpHandlerRegistration path : paths) {
      if (matched.contextPath.equals(path.getContextPath())
          && isOf(path.getUrlPattern(), matched)) {
        return path;
      }
    }
    return null;
  }

  private static boolean isOf(String pattern, MappingData matched) {
    if (pattern.endsWith("/*")) {
      return matched.wrapperPath.equals(pattern.substring(0, pattern.length() - 2));
    }
    return pattern.startsWith("*.")
        ? matched.wrapperPath.toString().endsWith(pattern.substring(1))
        : matched.wrapperPath.equals(pattern);
  }
}
