package shop;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.PathParam;
import jakarta.websocket.server.ServerEndpoint;

@ServerEndpoint("/echo/{name}")
public class Echo {
  @OnMessage
  public String answer(String message, @PathParam("name") String name) {
    return name + " says " + message;
  }
}
