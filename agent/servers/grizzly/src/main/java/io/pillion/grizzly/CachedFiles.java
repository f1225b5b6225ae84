package io.pillion.grizzly;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.HttpServerFilter;

/**
 * The paths of those handlers that have left files in a server's cache: what comes from it passes
 * no routing. Safe for use by any thread.
 */
final class CachedFiles {
  /** Nothing in it keeps a server that the app has stopped. */
  private static final Map<
          HttpServerFilter, WeakReference<Map<HttpHandler, HttpHandlerRegistration[]>>>
      HANDLERS = Collections.synchronizedMap(new WeakHashMap<>());

  private CachedFiles() {}

  static void of(HttpServerFilter server, Map<HttpHandler, HttpHandlerRegistration[]> handlers) {
    HANDLERS.put(server, new WeakReference<>(handlers));
  }

  /** The longest prefix of the request's path, or null. */
  static HttpHandlerRegistration registration(HttpRequestPacket request) {
    FilterChain filters = (FilterChain) request.getConnection().getProcessor();
    int server = filters.indexOfType(HttpServerFilter.class);
    WeakReference<Map<HttpHandler, HttpHandlerRegistration[]>> known =
        server < 0 ? null : HANDLERS.get((HttpServerFilter) filters.get(server));
    Map<HttpHandler, HttpHandlerRegistration[]> handlers = known == null ? null : known.get();
    return handlers == null ? null : longest(handlers, request.getRequestURI());
  }

  private static HttpHandlerRegistration longest(
      Map<HttpHandler, HttpHandlerRegistration[]> handlers, String path) {
    HttpHandlerRegistration longest = null;
    int longestLength = -1;
    for (HttpHandlerRegistration[] registered : handlers.values()) {
      for (HttpHandlerRegistration each : registered) {
        int length = matchedLength(each, path);
        if (length > longestLength) {
          longest = each;
          longestLength = length;
        }
      }
    }
    return longest;
  }

  /** How much of a path a registration's prefix is; -1 if it is none. */
  private static int matchedLength(HttpHandlerRegistration registration, String path) {
    String pattern = registration.getUrlPattern();
    if (!pattern.endsWith("/*")) {
      return -1;
    }
    String prefix = registration.getContextPath() + pattern.substring(0, pattern.length() - 2);
    boolean isBelow = path.length() == prefix.length() || path.startsWith("/", prefix.length());
    return path.startsWith(prefix) && isBelow ? prefix.length() : -1;
  }
}
