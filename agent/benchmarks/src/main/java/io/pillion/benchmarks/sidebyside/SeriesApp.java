package io.pillion.benchmarks.sidebyside;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.RoutingHandler;
import io.undertow.util.Headers;
import java.lang.management.ManagementFactory;
import javax.management.ObjectName;

/**
 * An app of which every kind of agent has some 10,000 series to tell: as many routes as make that
 * many for one that counts requests by route, and as many managed beans for one that reads these.
 */
public final class SeriesApp {
  /** Each has 24 series: 15 buckets, 4 sums, 5 counts. */
  static final int ROUTES = 410;

  private static final int BEANS = 9_900;

  /** A number to read. */
  public interface ValueMXBean {
    double getValue();
  }

  private record Value(double getValue) implements ValueMXBean {}

  private SeriesApp() {}

  public static void main(String[] args) throws Exception {
    for (int i = 0; i < BEANS; i++) {
      ObjectName name = new ObjectName("io.pillion.benchmarks:type=Series,name=bean-" + i);
      ManagementFactory.getPlatformMBeanServer().registerMBean(new Value(i), name);
    }
    int port = Integer.parseInt(System.getenv("PORT"));
    Undertow.builder().addHttpListener(port, "127.0.0.1").setHandler(routes()).build().start();
    System.out.println("listens on " + port);
  }

  private static HttpHandler routes() {
    RoutingHandler routes = new RoutingHandler();
    for (int i = 0; i < ROUTES; i++) {
      routes.get(
          "/route-" + i + "/{id}",
          exchange -> {
            exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain");
            exchange.getResponseSender().send("ok");
          });
    }
    return routes.get("/", exchange -> exchange.getResponseSender().send("ok"));
  }
}
