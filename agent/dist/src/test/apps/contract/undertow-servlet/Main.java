import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.resource.FileResourceManager;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import io.undertow.servlet.api.ServletContainerInitializerInfo;
import jakarta.servlet.ServletException;
import java.io.File;
import java.net.InetSocketAddress;
import java.util.Collections;

/** The shop in Undertow's Servlet container. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    System.setProperty("io.undertow.ajp.REQUIRE_AJP_SECRET", "false"); // asked for from 2.4 on
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .addAjpListener(0, "127.0.0.1")
            .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
            .setIoThreads(2)
            .setWorkerThreads(16)
            .setHandler(Handlers.path().addPrefixPath("/shop", shop(new File(args[0]))))
            .build();
    server.start();
    System.out.println("ajp on " + port(server, 1));
    System.out.println("listening on " + port(server, 0));
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    server.stop();
  }

  private static int port(Undertow server, int listener) {
    return ((InetSocketAddress) server.getListenerInfo().get(listener).getAddress()).getPort();
  }

  private static HttpHandler shop(File files) throws ServletException {
    DeploymentInfo shop =
        Servlets.deployment()
            .setClassLoader(Main.class.getClassLoader())
            .setContextPath("/shop")
            .setDeploymentName("shop")
            .setResourceManager(new FileResourceManager(files.getParentFile(), 1024))
            .addErrorPage(Servlets.errorPage(Shop.ERROR_PAGE, 418))
            .addServletContainerInitializer(
                new ServletContainerInitializerInfo(Shop.class, Collections.emptySet()));
    DeploymentManager manager = Servlets.defaultContainer().addDeployment(shop);
    manager.deploy();
    return manager.start();
  }
}
