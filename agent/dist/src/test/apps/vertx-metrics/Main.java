import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.micrometer.VertxPrometheusOptions;
import io.vertx.micrometer.backends.BackendRegistries;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/** An app with metrics of its own, which it shows at {@code /meters}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setMetricsOptions(
                    new MicrometerMetricsOptions()
                        .setEnabled(true)
                        .setLabels(
                            EnumSet.of(Label.HTTP_METHOD, Label.HTTP_CODE, Label.HTTP_ROUTE))
                        .setPrometheusOptions(new VertxPrometheusOptions().setEnabled(true))));
    Router orders = Router.router(vertx);
    orders.get("/:id").handler(context -> context.response().end("order"));
    orders
        .post("/")
        .handler(
            context -> context.request().bodyHandler(body -> context.response().end(body)));
    Router router = Router.router(vertx);
    router.route("/orders/*").subRouter(orders);
    router.get("/metric").handler(Main::metric);
    router.get("/meters").handler(context -> context.response().end(meters()));
    HttpServer server = vertx.createHttpServer().requestHandler(router);
    server.webSocketHandler(socket -> socket.writeTextMessage("hello"));
    server.listen(0, "127.0.0.1");
    while (server.actualPort() <= 0) {
      Thread.sleep(5);
    }
    System.out.println("listening on " + server.actualPort());
    while (System.in.read() >= 0) {
      // until the test closes the pipe, or dies
    }
    vertx.close();
  }

  /** The class of the object that the metrics know a request by, as Quarkus asks for it. */
  private static void metric(RoutingContext context) {
    Object metric = ((HttpServerRequestInternal) context.request()).metric();
    context.response().end(String.valueOf(metric == null ? null : metric.getClass()));
  }

  /** All but times, which are never the same. */
  private static String meters() {
    Set<String> lines = new TreeSet<>();
    for (Meter meter : BackendRegistries.getDefaultNow().getMeters()) {
      StringBuilder line = new StringBuilder(meter.getId().getName());
      for (Tag tag : meter.getId().getTags()) {
        line.append(' ').append(tag.getKey()).append('=').append(tag.getValue());
      }
      for (Measurement measurement : meter.measure()) {
        boolean isTime =
            meter.getId().getType() == Meter.Type.TIMER
                && measurement.getStatistic() != Statistic.COUNT;
        line.append(' ').append(isTime ? "" : measurement);
      }
      lines.add(line.toString());
    }
    return String.join("\n", lines);
  }
}
