import java.io.IOException;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.annotations.OnWebSocketConnect;
import org.eclipse.jetty.websocket.api.annotations.WebSocket;

/** Says {@code hello}. */
@WebSocket
public class Socket {
  @OnWebSocketConnect
  public void connected(Session session) throws IOException {
    session.getRemote().sendString("hello");
  }
}
