import com.sun.net.httpserver.HttpServer;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.OpenListener;
import java.net.InetSocketAddress;

public class Main {
  public static void main(String[] args) throws Exception {
    new OpenListener();
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange ->
            Connectors.executeRootHandler(
                answered -> answered.send("answered"), new HttpServerExchange(exchange), 1));
    server.start();
    System.out.println("listening on " + server.getAddress().getPort());
    while (System.in.read() >= 0) {}
    server.stop(0);
  }
}
