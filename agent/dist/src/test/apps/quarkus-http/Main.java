import io.undertow.Undertow;
import java.net.InetAddress;
import java.net.ServerSocket;

/** An app on Quarkus's fork of Undertow, which speaks through Vert.x. */
public class Main {
  public static void main(String[] args) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Undertow server =
        Undertow.builder()
            .addHttpListener(port, "127.0.0.1")
            .setHandler(exchange -> exchange.writeAsync("answered"))
            .build();
    server.start();
    System.out.println("listening on " + port);
    while (System.in.read() >= 0) {}
    System.exit(0);
  }
}
