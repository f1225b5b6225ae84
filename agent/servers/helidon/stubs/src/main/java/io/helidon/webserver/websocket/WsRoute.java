package io.helidon.webserver.websocket;

public class WsRoute {
  WsRoute() {}
}
