import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Servlets under {@code /shop}, with an error page; the first argument is the context path. */
public class ServletApp {
  /** {@code /items/404} is not found, {@code /items/500} throws, {@code /items/7} is there. */
  public static class Items extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      String id = request.getPathInfo().substring(1);
      if (id.equals("404")) {
        response.sendError(404);
      } else if (id.equals("500")) {
        throw new ServletException("on purpose");
      } else {
        response.getWriter().print(id);
      }
    }
  }

  /** Answers by another servlet. */
  public static class Forwarding extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      request.getRequestDispatcher("/items/7").forward(request, response);
    }
  }

  /** The error page. */
  public static class ErrorPage extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.getWriter().print("error page, as " + request.getDispatcherType());
    }
  }

  public static void main(String[] args) throws Exception {
    DeploymentInfo deployment =
        Servlets.deployment()
            .setClassLoader(ServletApp.class.getClassLoader())
            .setContextPath("/shop")
            .setDeploymentName("shop")
            .addServlets(
                Servlets.servlet("items", Items.class).addMapping("/items/*"),
                Servlets.servlet("old", Forwarding.class).addMapping("/old/*"),
                Servlets.servlet("error", ErrorPage.class).addMapping("/error"));
    if (args[0].equals("error-page")) {
      deployment.addErrorPage(Servlets.errorPage("/error"));
    }
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(deployment);
    manager.deploy();
    HttpHandler shop = manager.start();
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(Handlers.path().addPrefixPath("/shop", shop))
            .build();
    server.start();
    InetSocketAddress address =
        (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    System.out.println("listening on " + address.getPort());
    while (System.in.read() >= 0) {}
    server.stop();
  }
}
