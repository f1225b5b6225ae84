import io.dropwizard.core.Application;
import io.dropwizard.core.Configuration;
import io.dropwizard.core.setup.Environment;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;

/** A small service in Dropwizard, with what Dropwizard brings: health checks and tasks. */
public class Main extends Application<Configuration> {
  @Path("/orders")
  public static final class Orders {
    @GET
    @Path("/{id: [0-9]+}")
    public String order(@PathParam("id") String id) {
      return "order " + id;
    }

    @GET
    @Path("/broken")
    public String broken() {
      throw new IllegalStateException("broken");
    }
  }

  public static void main(String[] arguments) throws Exception {
    new Main().run(arguments);
  }

  @Override
  public void run(Configuration configuration, Environment environment) {
    environment.jersey().register(new Orders());
    environment
        .lifecycle()
        .addServerLifecycleListener(
            server -> {
              for (Connector connector : server.getConnectors()) {
                int port = ((ServerConnector) connector).getLocalPort();
                boolean isAdmin = "admin".equals(connector.getName());
                System.out.println((isAdmin ? "admin on " : "listening on ") + port);
              }
            });
  }
}
