package io.pillion.export;

import io.pillion.api.Faults;
import io.pillion.export.http.Handler;
import io.pillion.export.http.Request;
import io.pillion.export.http.Response;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.exporter.common.PrometheusScrapeHandler;
import io.prometheus.metrics.expositionformats.internal.PrometheusProtobufWriterImpl;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;

/** {@code /metrics}, in the format and with the names that the client asks for. */
final class Scrapes implements Handler {
  /** The library finds it by its name alone: what nothing mentions is not laid into the jar. */
  static final Class<?> PROTOBUF = PrometheusProtobufWriterImpl.class;

  private final PrometheusScrapeHandler scrapes;
  private final Faults faults;

  Scrapes(PrometheusProperties properties, PrometheusRegistry registry, Faults faults) {
    this.scrapes = new PrometheusScrapeHandler(properties, registry);
    this.faults = faults;
  }

  @Override
  public Response handle(Request request) {
    ScrapeExchange exchange = new ScrapeExchange(request);
    try {
      scrapes.handleRequest(exchange);
      return exchange.response();
    } catch (IOException | RuntimeException fault) {
      faults.swallow("scrape", fault);
      return Response.text(500, "The metrics cannot be collected: " + fault + "\n");
    }
  }
}
