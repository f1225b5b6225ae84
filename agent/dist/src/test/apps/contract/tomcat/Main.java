import java.io.File;
import java.lang.reflect.Method;
import java.util.Collections;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.AprLifecycleListener;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.ErrorPage;

/** The shop in an embedded Tomcat, 7 to 11. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Tomcat tomcat = new Tomcat();
    File files = new File(args[0]);
    tomcat.setBaseDir(new File(files.getParentFile(), "base").getPath());
    String protocol =
        System.getProperty("protocol", "org.apache.coyote.http11.Http11NioProtocol");
    if (protocol.contains("Apr")) {
      tomcat.getServer().addLifecycleListener(new AprLifecycleListener()); // loads the library
    }
    Connector http = addConnector(tomcat, protocol);
    http.setProperty("maxKeepAliveRequests", "-1");
    http.setProperty("compression", "on");
    addHttp2(http);
    tomcat.setConnector(http);
    Connector ajp = addConnector(tomcat, "org.apache.coyote.ajp.AjpNioProtocol");
    ajp.setProperty("secretRequired", "false");
    addShop(tomcat, files.getParentFile());
    tomcat.start();
    System.out.println("ajp on " + ajp.getLocalPort());
    System.out.println("listening on " + http.getLocalPort());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    tomcat.stop();
  }

  private static Connector addConnector(Tomcat tomcat, String protocol) {
    Connector connector = new Connector(protocol);
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    tomcat.getService().addConnector(connector);
    return connector;
  }

  private static void addShop(Tomcat tomcat, File root) {
    Context shop = tomcat.addContext("/shop", root.getPath());
    Tomcat.addServlet(shop, "default", "org.apache.catalina.servlets.DefaultServlet")
        .addMapping("/");
    ErrorPage page = new ErrorPage();
    page.setErrorCode(418);
    page.setLocation(Shop.ERROR_PAGE);
    shop.addErrorPage(page);
    shop.addServletContainerInitializer(new Shop(), Collections.<Class<?>>emptySet());
  }

  /** From Tomcat 8.5 on. */
  private static void addHttp2(Connector connector) throws ReflectiveOperationException {
    try {
      Object http2 = Class.forName("org.apache.coyote.http2.Http2Protocol").newInstance();
      for (Method method : Connector.class.getMethods()) {
        if (method.getName().equals("addUpgradeProtocol")) {
          method.invoke(connector, http2);
        }
      }
    } catch (ClassNotFoundException e) {
      // Tomcat 7
    }
  }
}
