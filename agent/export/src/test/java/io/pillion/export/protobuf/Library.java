package io.pillion.export.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusProtobufWriter;
import io.prometheus.metrics.expositionformats.generated.Metrics;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What client_java's own writer, with Google's runtime, makes of the same metrics. */
@SuppressWarnings("NonCanonicalType") // has a version in it, and changes with it
final class Library {
  private Library() {}

  /** Message by message, for one who is to read the difference, and byte by byte. */
  static void writesTheSame(MetricSnapshots snapshots) throws IOException {
    for (EscapingScheme scheme : EscapingScheme.values()) {
      byte[] expected = bytes(new PrometheusProtobufWriter(), snapshots, scheme);
      byte[] ours = bytes(new ProtobufWriter(), snapshots, scheme);
      assertThat(families(ours)).as(scheme.name()).isEqualTo(families(expected));
      assertThat(ours).as(scheme.name()).isEqualTo(expected);
    }
  }

  static void writesTheSame(MetricSnapshot... snapshots) throws IOException {
    writesTheSame(MetricSnapshots.of(snapshots));
  }

  /** What a scraper reads. */
  static List<Metrics.MetricFamily> families(MetricSnapshot... snapshots) throws IOException {
    return families(
        bytes(new ProtobufWriter(), MetricSnapshots.of(snapshots), EscapingScheme.DEFAULT));
  }

  private static List<Metrics.MetricFamily> families(byte[] bytes) throws IOException {
    ByteArrayInputStream in = new ByteArrayInputStream(bytes);
    List<Metrics.MetricFamily> families = new ArrayList<>();
    while (in.available() > 0) {
      families.add(Metrics.MetricFamily.parseDelimitedFrom(in));
    }
    return families;
  }

  private static byte[] bytes(
      ExpositionFormatWriter writer, MetricSnapshots snapshots, EscapingScheme scheme)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(out, snapshots, scheme);
    return out.toByteArray();
  }
}
