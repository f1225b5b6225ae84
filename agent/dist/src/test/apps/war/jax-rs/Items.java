package shop;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

@Path("/items")
public class Items {
  @GET
  @Path("/{id}")
  public String item(@PathParam("id") String id) {
    return "item";
  }

  @GET
  @Path("/throw")
  public String fail() {
    throw new IllegalStateException("on purpose");
  }
}
