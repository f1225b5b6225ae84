import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import java.net.InetSocketAddress;

/**
 * An app that asks for little: under a security manager it may listen and read its own files, and
 * its handlers nothing more.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(Handlers.routing().get("/items/{id}", Main::item))
            .build();
    server.start();
    InetSocketAddress address =
        (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    System.out.println("listening on " + address.getPort());
    while (System.in.read() >= 0) {
      // until the test closes the pipe
    }
    server.stop();
  }

  private static void item(HttpServerExchange exchange) {
    exchange.getResponseSender().send("item");
  }
}
