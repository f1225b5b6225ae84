import com.sun.net.httpserver.HttpServer;
import java.net.URI;
import org.glassfish.jersey.jdkhttp.JdkHttpServerFactory;
import org.glassfish.jersey.server.ResourceConfig;

/** Resources on the JDK's server, below a path. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    HttpServer server =
        JdkHttpServerFactory.createHttpServer(
            URI.create("http://127.0.0.1:0/shop/api/"), ResourceConfig.forApplication(new Shop()));
    System.out.println("listening on " + server.getAddress().getPort());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    server.stop(0);
  }
}
