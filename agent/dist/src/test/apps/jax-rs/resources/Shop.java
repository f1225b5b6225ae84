import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Application;
import java.util.Collections;
import java.util.Set;

/** A resource and its sub-resources. */
public class Shop extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    return Collections.singleton(Orders.class);
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
