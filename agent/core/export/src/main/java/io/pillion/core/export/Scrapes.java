package io.pillion.core.export;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.pillion.core.api.Faults;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.exporter.common.PrometheusScrapeHandler;
import io.prometheus.metrics.exporter.httpserver.HttpExchangeAdapter;
import io.prometheus.metrics.expositionformats.internal.PrometheusProtobufWriterImpl;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;

/**
 * {@code /metrics}, in the format and with the names that the client asks for. Not the library's
 * {@code MetricsHandler}, which logs a stack trace through the app's logging when a client leaves
 * before it has read all, as Prometheus does at its timeout.
 */
final class Scrapes implements HttpHandler {
  /** The library finds it by its name alone: what nothing mentions is not laid into the jar. */
  static final Class<?> PROTOBUF = PrometheusProtobufWriterImpl.class;

  private final PrometheusScrapeHandler scrapes;
  private final Faults faults;

  Scrapes(PrometheusProperties properties, PrometheusRegistry registry, Faults faults) {
    this.scrapes = new PrometheusScrapeHandler(properties, registry);
    this.faults = faults;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    scrapes.handleRequest(
        new HttpExchangeAdapter(exchange) {
          @Override
          public void handleException(IOException clientIsGone) {}

          @Override
          public void handleException(RuntimeException fault) {
            fail(exchange, fault);
          }
        });
  }

  private void fail(HttpExchange exchange, RuntimeException fault) {
    faults.swallow("scrape", fault);
    try {
      String text = "The metrics cannot be collected: " + fault + "\n";
      MetricsServer.respond(exchange, 500, "text/plain; charset=utf-8", text);
    } catch (IOException | RuntimeException tooLate) {
      // A part of the response was sent: closing the connection tells the client.
    }
  }
}
