package io.pillion.export.protobuf;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.TextFormatUtil;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SnapshotEscaper;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Prometheus's format of Protocol Buffers, the only one with native histograms: what client_java's
 * own writer writes, byte for byte, without the 1.6 MB of classes that it has for that. The numbers
 * of the fields, in whose order they stand, are those of <a
 * href="https://github.com/prometheus/client_model/blob/master/io/prometheus/client/metrics.proto">
 * metrics.proto</a>.
 */
public final class ProtobufWriter implements ExpositionFormatWriter {
  @Override
  public boolean accepts(String accept) {
    return accept != null
        && accept.contains("application/vnd.google.protobuf")
        && accept.contains("proto=io.prometheus.client.MetricFamily");
  }

  @Override
  public String getContentType() {
    return "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
        + " encoding=delimited";
  }

  @Override
  public void write(OutputStream out, MetricSnapshots snapshots, EscapingScheme scheme)
      throws IOException {
    MessageBuffer message = new MessageBuffer();
    MetricFamily family = new MetricFamily(message, scheme);
    for (MetricSnapshot snapshot : TextFormatUtil.mergeDuplicates(snapshots)) {
      MetricSnapshot escaped = SnapshotEscaper.escapeMetricSnapshot(snapshot, scheme);
      if (!escaped.getDataPoints().isEmpty()) {
        family.write(escaped, snapshot.getMetadata().getOriginalName());
        message.writeDelimited(out);
      }
    }
  }
}
