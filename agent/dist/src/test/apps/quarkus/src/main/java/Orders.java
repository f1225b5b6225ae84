import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

@Path("/orders")
public class Orders {
  @GET
  @Path("/{id:[0-9]+}")
  public String order(@PathParam("id") String id) {
    return "order";
  }

  @POST
  public String create(String body) {
    return body;
  }

  @Path("/{id}/lines")
  public Lines lines() {
    return new Lines();
  }

  @GET
  @Path("/throw")
  public String fail() {
    throw new IllegalStateException("on purpose");
  }

  public static class Lines {
    @GET
    @Path("/{line}")
    public String line(@PathParam("line") String line) {
      return "line";
    }
  }
}
