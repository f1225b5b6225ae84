package io.pillion.helidon;

import io.helidon.http.PathMatcher;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.websocket.WsRoute;
import io.helidon.webserver.websocket.WsRouting;
import io.pillion.api.Route;
import java.lang.reflect.Field;

/** The routes of WebSockets, which do not tell their paths. */
final class WebSockets {
  private WebSockets() {}

  /** The route of an upgrade; the root where Helidon does not let it be seen. */
  static Route<Exchange> route(
      ConnectionContext connection, Exchange exchange, Route<Exchange> root) throws Throwable {
    try {
      WsRoute route =
          connection
              .router()
              .routing(WsRouting.class, WsRouting.empty())
              .findRoute(exchange.prologue);
      Field field = WsRoute.class.getDeclaredField("pathMatcher");
      field.setAccessible(true);
      String element = Patterns.of((PathMatcher) field.get(route));
      return element.isEmpty() ? root : root.named("helidon", "", "", element);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return root;
    }
  }
}
