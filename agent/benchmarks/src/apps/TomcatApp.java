import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** Three servlets in an embedded Tomcat. */
public final class TomcatApp {
  private TomcatApp() {}

  private static final class Answer extends HttpServlet {
    private final byte[] text;

    Answer(String text) {
      this.text = text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentType("application/json");
      response.setContentLength(text.length);
      response.getOutputStream().write(text);
    }
  }

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(System.getProperty("java.io.tmpdir") + "/benchmark-tomcat");
    tomcat.setPort(Integer.parseInt(System.getenv("PORT")));
    tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1"); // or 100 on a connection
    tomcat.getServer().setUtilityThreads(1); // or a second one starts, at some time
    Context app = tomcat.addContext("", null);
    add(app, "", "{\"counter\":35}");
    add(app, "/items/*", "{\"id\":7}");
    add(app, "/healthz", "{\"status\":\"ok\"}");
    tomcat.start();
    System.out.println("listens on " + tomcat.getConnector().getLocalPort());
    tomcat.getServer().await();
  }

  private static void add(Context app, String pattern, String text) {
    Tomcat.addServlet(app, text, new Answer(text)).addMapping(pattern);
  }
}
