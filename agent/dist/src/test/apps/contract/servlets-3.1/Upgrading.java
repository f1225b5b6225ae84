import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** To a protocol of which the server says {@code hello}, and no more. */
public final class Upgrading extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    upgrade(request, response);
  }

  static void upgrade(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    response.setStatus(101);
    response.setHeader("Upgrade", "shop");
    response.setHeader("Connection", "Upgrade");
    request.upgrade(Hello.class);
  }

  /** Made by the container. */
  public static final class Hello implements HttpUpgradeHandler {
    @Override
    public void init(WebConnection connection) {
      try {
        connection.getOutputStream().write("hello".getBytes(StandardCharsets.US_ASCII));
        connection.getOutputStream().flush();
        connection.close();
      } catch (Exception e) {
        // the client is gone
      }
    }

    @Override
    public void destroy() {}
  }
}
