import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.File;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.gzip.GzipHandler;
import org.eclipse.jetty.servlet.DefaultServlet;
import org.eclipse.jetty.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** The shop in an embedded Jetty, 9.4 to 11; in 12 with its environments ee8 to ee11. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Server server = new Server();
    HttpConfiguration config = new HttpConfiguration();
    ServerConnector connector =
        new ServerConnector(
            server, new HttpConnectionFactory(config), new HTTP2CServerConnectionFactory(config));
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    ServletContextHandler shop = shop(new File(args[0]).getParent());
    GzipHandler gzip = new GzipHandler();
    gzip.setIncludedPaths("/shop/gzip");
    gzip.setHandler(shop);
    server.setHandler(gzip);
    server.start();
    System.out.println("listening on " + connector.getLocalPort());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    server.stop();
  }

  private static ServletContextHandler shop(String folder) {
    ServletContextHandler shop = new ServletContextHandler();
    shop.setContextPath("/shop");
    ServletHolder files = new ServletHolder(new DefaultServlet());
    files.setInitParameter("resourceBase", folder);
    files.setInitParameter("baseResource", folder); // its name in ee10 and later
    shop.addServlet(files, "/");
    ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
    errors.addErrorPage(418, Shop.ERROR_PAGE);
    shop.setErrorHandler(errors);
    shop.addEventListener(new Opening());
    return shop;
  }

  /** Has the shop opened when its context is. */
  private static final class Opening implements ServletContextListener {
    @Override
    public void contextInitialized(ServletContextEvent event) {
      new Shop().onStartup(null, event.getServletContext());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {}
  }
}
