package io.pillion.export.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.generated.Metrics;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics that are easily written wrong. */
@SuppressWarnings("NonCanonicalType") // has a version in it, and changes with it
class ProtobufWriterTest {
  private static GaugeSnapshot gauge(String name, String help, double value, Labels labels) {
    return new GaugeSnapshot(
        new MetricMetadata(name, help), List.of(new GaugeDataPointSnapshot(value, labels, null)));
  }

  private static HistogramSnapshot histogram(
      ClassicHistogramBuckets classic, NativeHistogramBuckets positive, Exemplars exemplars) {
    return new HistogramSnapshot(
        new MetricMetadata("h"),
        List.of(
            new HistogramDataPointSnapshot(
                classic,
                3,
                0,
                1e-9,
                positive,
                NativeHistogramBuckets.EMPTY,
                12.5,
                Labels.EMPTY,
                exemplars,
                0)));
  }

  private static Metrics.Histogram only(Metrics.MetricFamily family) {
    return family.getMetric(0).getHistogram();
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {
        0,
        -0.0,
        1,
        -1.5,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        Double.MIN_VALUE,
        Double.MAX_VALUE
      })
  void everyNumberIsWrittenToItsLastBit(double value) throws Exception {
    GaugeSnapshot gauge = gauge("g", null, value, Labels.EMPTY);
    assertThat(Library.families(gauge).get(0).getMetric(0).getGauge().getValue())
        .isEqualTo(Double.valueOf(value));
    Library.writesTheSame(gauge);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 2_097_151, 2_097_152})
  void aTextOfAnyLengthIsWritten(int length) throws Exception {
    GaugeSnapshot gauge = gauge("g", "x".repeat(length), 1, Labels.EMPTY);
    assertThat(Library.families(gauge).get(0).getHelp()).hasSize(length);
    Library.writesTheSame(gauge);
  }

  @Test
  void labelsMayBeEmptyAndInAnyAlphabet() throws Exception {
    Labels labels = Labels.of("empty", "", "größe", "Ω 😀", "half", "a\ud83d", "line", "\n\"");
    Library.writesTheSame(gauge("g", "Größe in €", 1, labels));
  }

  @ParameterizedTest
  @ValueSource(strings = {"jvm.memory.used", "http_requests", "größe", "9lives", "a__b", "x.total"})
  void aNameIsEscapedAsTheScraperAsks(String name) throws Exception {
    Labels labels = Labels.of("http.route", "/", "a__b", "c");
    Library.writesTheSame(
        gauge(name, null, 1, labels),
        new InfoSnapshot(
            new MetricMetadata("target.of"), List.of(new InfoDataPointSnapshot(labels))));
  }

  @Test
  void aCounterHasItsSuffixOnce() throws Exception {
    CounterSnapshot counter =
        new CounterSnapshot(
            new MetricMetadata("requests"),
            List.of(new CounterDataPointSnapshot(7, Labels.EMPTY, null, 1_700_000_000_123L)));
    assertThat(Library.families(counter).get(0).getName()).isEqualTo("requests_total");
    Library.writesTheSame(counter);
  }

  @Test
  void metricsOfOneNameAreOneFamily() throws Exception {
    GaugeSnapshot one = gauge("g", "help", 1, Labels.of("of", "one"));
    GaugeSnapshot other = gauge("g", "help", 2, Labels.of("of", "other"));
    assertThat(Library.families(one, other)).hasSize(1);
    Library.writesTheSame(one, other);
  }

  @Test
  void whatIsEmptyIsNotShown() throws Exception {
    SummaryDataPointSnapshot nothing =
        new SummaryDataPointSnapshot(
            -1, Double.NaN, Quantiles.EMPTY, Labels.EMPTY, Exemplars.EMPTY, 0);
    Library.writesTheSame(
        new SummarySnapshot(new MetricMetadata("a"), List.of(nothing)),
        new SummarySnapshot(new MetricMetadata("b"), List.of()),
        gauge("c", null, 1, Labels.EMPTY));
  }

  /** Two empty buckets are written out, three are not. */
  @Test
  void aSpanEndsAtAGapOfThreeBuckets() throws Exception {
    HistogramSnapshot histogram =
        histogram(
            ClassicHistogramBuckets.EMPTY,
            NativeHistogramBuckets.of(new int[] {-3, 0, 4}, new long[] {5, 7, 2}),
            Exemplars.EMPTY);
    Metrics.Histogram read = only(Library.families(histogram).get(0));
    assertThat(read.getPositiveSpanList())
        .extracting(span -> span.getOffset() + "+" + span.getLength())
        .containsExactly("-3+4", "3+1");
    assertThat(read.getPositiveDeltaList()).containsExactly(5L, -5L, 0L, 7L, -5L);
    Library.writesTheSame(histogram);
  }

  @Test
  void aHistogramMayBeClassicAndNative() throws Exception {
    HistogramSnapshot histogram =
        histogram(
            ClassicHistogramBuckets.of(
                new double[] {0.1, Double.POSITIVE_INFINITY}, new long[] {1, 2}),
            NativeHistogramBuckets.of(new int[] {8}, new long[] {3}),
            Exemplars.of(new Exemplar(0.05, Labels.of("trace_id", "a1"), 1_700_000_000_123L)));
    Metrics.Histogram read = only(Library.families(histogram).get(0));
    assertThat(read.getBucketList())
        .extracting(bucket -> bucket.getCumulativeCount())
        .containsExactly(1L, 3L);
    assertThat(read.getBucket(0).getExemplar().getTimestamp().getNanos()).isEqualTo(123_000_000);
    assertThat(read.getPositiveDeltaList()).containsExactly(3L);
    Library.writesTheSame(histogram);
  }

  @Test
  void theExemplarOfANativeHistogramIsInABucketOfItsOwn() throws Exception {
    HistogramSnapshot histogram =
        histogram(
            ClassicHistogramBuckets.EMPTY,
            NativeHistogramBuckets.of(new int[] {8}, new long[] {3}),
            Exemplars.of(new Exemplar(0.05, Labels.EMPTY, 0)));
    assertThat(only(Library.families(histogram).get(0)).getBucketList())
        .singleElement()
        .matches(bucket -> bucket.getUpperBound() == Double.POSITIVE_INFINITY);
    Library.writesTheSame(histogram);
  }

  /** The message's length, and that of each in it, is written into room for a shorter one. */
  @Test
  void aFamilyMayHaveTenThousandMetrics() throws Exception {
    List<GaugeDataPointSnapshot> many =
        IntStream.range(0, 10_000)
            .mapToObj(i -> Labels.of("number", "x".repeat(i % 300) + i))
            .map(labels -> new GaugeDataPointSnapshot(1, labels, null))
            .toList();
    Library.writesTheSame(new GaugeSnapshot(new MetricMetadata("g"), many));
  }
}
