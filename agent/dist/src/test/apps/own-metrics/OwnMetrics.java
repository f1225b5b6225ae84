import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.undertow.Undertow;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.BlockingHandler;
import io.undertow.server.handlers.PathHandler;
import java.io.ByteArrayOutputStream;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;

/** Counts its requests by two Prometheus clients, and answers by a class that Byte Buddy made. */
public class OwnMetrics {
  private static final io.prometheus.client.Counter OLD =
      io.prometheus.client.Counter.build("http_requests_total", "Old.").register();
  private static final Counter NEW =
      Counter.builder().name("http_requests_total").help("New.").labelNames("method").register();

  public static void main(String[] args) throws Exception {
    Object greeting =
        new ByteBuddy()
            .subclass(Object.class)
            .method(ElementMatchers.isToString())
            .intercept(FixedValue.value("made"))
            .make()
            .load(OwnMetrics.class.getClassLoader())
            .getLoaded()
            .getDeclaredConstructor()
            .newInstance();
    Undertow server =
        Undertow.builder()
            .addHttpListener(0, "127.0.0.1")
            .setHandler(
                new PathHandler()
                    .addExactPath("/old", new BlockingHandler(OwnMetrics::old))
                    .addExactPath("/new", new BlockingHandler(OwnMetrics::recent))
                    .addPrefixPath(
                        "/",
                        exchange -> {
                          OLD.inc();
                          NEW.labelValues("GET").inc();
                          exchange.getResponseSender().send(greeting.toString());
                        }))
            .build();
    server.start();
    InetSocketAddress address =
        (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    System.out.println("listening on " + address.getPort());
    while (System.in.read() >= 0) {}
    server.stop();
  }

  private static void old(HttpServerExchange exchange) throws Exception {
    StringWriter text = new StringWriter();
    io.prometheus.client.exporter.common.TextFormat.write004(
        text, io.prometheus.client.CollectorRegistry.defaultRegistry.metricFamilySamples());
    exchange.getResponseSender().send(text.toString());
  }

  private static void recent(HttpServerExchange exchange) throws Exception {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    new PrometheusTextFormatWriter(false)
        .write(text, PrometheusRegistry.defaultRegistry.scrape());
    exchange.getResponseSender().send(new String(text.toByteArray(), StandardCharsets.UTF_8));
  }
}
