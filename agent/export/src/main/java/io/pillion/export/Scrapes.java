package io.pillion.export;

import io.pillion.api.Faults;
import io.pillion.export.http.Handler;
import io.pillion.export.http.Request;
import io.pillion.export.http.Response;
import io.pillion.export.protobuf.ProtobufWriter;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.config.ExporterProperties;
import io.prometheus.metrics.config.PrometheusProperties;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.MetricNameFilter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** {@code /metrics}, in the format and with the names that the client asks for. */
final class Scrapes implements Handler {
  private final PrometheusRegistry registry;
  private final Faults faults;
  private final ExpositionFormatWriter protobuf = new ProtobufWriter();
  private final ExpositionFormatWriter openMetrics;
  private final ExpositionFormatWriter text;

  /** Of the last body, in bytes: the next is hardly larger. */
  private volatile int lastLength = 1024;

  Scrapes(PrometheusProperties properties, PrometheusRegistry registry, Faults faults) {
    this.registry = registry;
    this.faults = faults;
    ExporterProperties exporter = properties.getExporterProperties();
    this.openMetrics =
        OpenMetricsTextFormatWriter.builder()
            .setCreatedTimestampsEnabled(exporter.getIncludeCreatedTimestamps())
            .setExemplarsOnAllMetricTypesEnabled(exporter.getExemplarsOnAllMetricTypes())
            .build();
    this.text =
        PrometheusTextFormatWriter.builder()
            .setIncludeCreatedTimestamps(exporter.getIncludeCreatedTimestamps())
            .build();
  }

  @Override
  public Response handle(Request request) {
    List<String> names;
    try {
      names = request.parameters("name[]");
    } catch (IllegalArgumentException wrong) {
      return Response.text(400, "The query is not well encoded.\n");
    }
    try {
      return scrape(request, names);
    } catch (IOException | RuntimeException fault) {
      faults.swallow("scrape", fault);
      return Response.text(500, "The metrics cannot be collected: " + fault + "\n");
    }
  }

  /**
   * @param names of the metrics to show; empty for all
   */
  private Response scrape(Request request, List<String> names) throws IOException {
    MetricSnapshots snapshots =
        names.isEmpty()
            ? registry.scrape()
            : registry.scrape(MetricNameFilter.builder().nameMustBeEqualTo(names).build());
    String accept = request.header("Accept");
    ExpositionFormatWriter writer = writer(accept);
    boolean isZipped = acceptsGzip(request);
    ByteArrayOutputStream body = new ByteArrayOutputStream(lastLength);
    try (OutputStream out = isZipped ? new GZIPOutputStream(body) : body) {
      writer.write(out, snapshots, EscapingScheme.fromAcceptHeader(accept));
    }
    lastLength = body.size();
    Response response = new Response(200, writer.getContentType(), body.toByteArray());
    return isZipped ? response.with("Content-Encoding", "gzip") : response;
  }

  private ExpositionFormatWriter writer(String accept) {
    if (protobuf.accepts(accept)) {
      return protobuf;
    }
    return openMetrics.accepts(accept) ? openMetrics : text;
  }

  private static boolean acceptsGzip(Request request) {
    for (String header : request.headers("Accept-Encoding")) {
      for (String encoding : header.split(",", -1)) {
        if (encoding.trim().equalsIgnoreCase("gzip")) {
          return true;
        }
      }
    }
    return false;
  }
}
