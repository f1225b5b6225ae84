import java.net.URI;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.grizzly2.httpserver.GrizzlyHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** Resources on Grizzly, below a path. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    HttpServer server =
        GrizzlyHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/shop/api/"), ResourceConfig.forApplication(new Shop()));
    System.out.println("listening on " + server.getListeners().iterator().next().getPort());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    server.shutdownNow();
  }
}
