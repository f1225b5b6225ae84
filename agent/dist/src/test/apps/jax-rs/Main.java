import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Application;
import java.io.File;
import java.util.Collections;
import java.util.Set;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;

/** Resources and sub-resources below a servlet's mapping. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(new File(System.getProperty("java.io.tmpdir")).getPath());
    tomcat.setPort(0);
    Context shop = tomcat.addContext("/shop", null);
    Wrapper api = Tomcat.addServlet(shop, "api", args[0]);
    api.setAsyncSupported(true);
    api.addInitParameter("jakarta.ws.rs.Application", Shop.class.getName());
    api.addInitParameter("resteasy.servlet.mapping.prefix", "/api");
    shop.addServletMappingDecoded("/api/*", "api");
    tomcat.getConnector();
    tomcat.start();
    System.out.println("listening on " + tomcat.getConnector().getLocalPort());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    tomcat.stop();
  }

  /** All there is. */
  public static class Shop extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Collections.singleton(Orders.class);
    }
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
