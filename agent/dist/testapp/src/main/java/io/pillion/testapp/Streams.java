package io.pillion.testapp;

import io.undertow.server.handlers.sse.ServerSentEventConnection;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedTextMessage;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.undertow.websockets.spi.WebSocketHttpExchange;

/** Connections that stay open. */
final class Streams {
  private Streams() {}

  /** Sends one event, and then nothing until the test lets it end. */
  static void events(ServerSentEventConnection connection, String lastEventId) {
    connection.send("hello");
    silence(connection, lastEventId);
  }

  /** Sends nothing but the headers until the test lets it end. */
  static void silence(ServerSentEventConnection connection, String lastEventId) {
    Holding.until(connection::shutdown);
  }

  static void echo(WebSocketHttpExchange exchange, WebSocketChannel channel) {
    channel
        .getReceiveSetter()
        .set(
            new AbstractReceiveListener() {
              @Override
              protected void onFullTextMessage(WebSocketChannel from, BufferedTextMessage message) {
                WebSockets.sendText(message.getData(), from, null);
              }
            });
    channel.resumeReceives();
  }
}
