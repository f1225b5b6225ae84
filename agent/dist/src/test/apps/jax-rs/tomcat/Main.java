import java.io.File;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;

/** Resources below a servlet's mapping. */
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
}
