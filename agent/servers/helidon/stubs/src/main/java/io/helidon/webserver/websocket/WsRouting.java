package io.helidon.webserver.websocket;

import io.helidon.http.HttpPrologue;
import io.helidon.webserver.Routing;

public class WsRouting implements Routing {
  WsRouting() {}

  public static WsRouting empty() {
    return null;
  }

  public WsRoute findRoute(HttpPrologue prologue) {
    return null;
  }
}
