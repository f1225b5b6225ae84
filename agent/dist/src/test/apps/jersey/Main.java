import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import java.io.File;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;

/** Resources and sub-resources below a servlet's mapping. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(new File(System.getProperty("java.io.tmpdir")).getPath());
    tomcat.setPort(0);
    Context shop = tomcat.addContext("/shop", null);
    ResourceConfig resources = new ResourceConfig(Orders.class);
    Tomcat.addServlet(shop, "api", new ServletContainer(resources)).setAsyncSupported(true);
    shop.addServletMappingDecoded("/api/*", "api");
    tomcat.getConnector();
    tomcat.start();
    System.out.println("listening on " + tomcat.getConnector().getLocalPort());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    tomcat.stop();
  }

  /** A resource, whose lines are a resource of their own. */
  @Path("orders")
  public static class Orders {
    @GET
    public String all() {
      return "orders";
    }

    @GET
    @Path("/{id: [0-9]+}")
    public String one(@PathParam("id") String id) {
      return "order";
    }

    @GET
    @Path("/{id}/later")
    public void later(@Suspended AsyncResponse response) {
      new Thread(() -> response.resume("order")).start();
    }

    @GET
    @Path("/{id}/broken")
    public String broken() {
      throw new IllegalStateException("on purpose");
    }

    @Path("{id}/lines/")
    public Lines lines() {
      return new Lines();
    }
  }

  /** Lines of an order. */
  public static class Lines {
    @GET
    @Path("/{line}")
    public String one() {
      return "line";
    }

    /** Leads back to itself, as deep as a client wants. */
    @Path("/{line}/parts")
    public Lines parts() {
      return this;
    }
  }
}
