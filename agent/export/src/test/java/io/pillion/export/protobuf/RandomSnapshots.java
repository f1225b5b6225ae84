package io.pillion.export.protobuf;

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
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot;
import io.prometheus.metrics.model.snapshots.StateSetSnapshot.StateSetDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Supplier;

/** Metrics of every type, with all that they may have, present or not. */
final class RandomSnapshots {
  private static final double[] NUMBERS = {
    0, -0.0, 1, 0.1, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE
  };

  private static final String[] PIECES = {
    "a", "B", "_", "http", ".", "-", " ", "0", "é", "€", "😀", "\ud800", "\n", "\"", "x".repeat(70)
  };

  private final Random random;

  RandomSnapshots(long seed) {
    this.random = new Random(seed);
  }

  MetricSnapshots next() {
    List<MetricSnapshot> all = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      all.add(snapshot("m" + i));
    }
    return new MetricSnapshots(all);
  }

  private MetricSnapshot snapshot(String start) {
    MetricMetadata plain = new MetricMetadata(start + name(), oneOf(null, "", text(200)));
    MetricMetadata withUnit =
        new MetricMetadata(start + "_seconds", oneOf(null, text(200)), Unit.SECONDS);
    MetricMetadata metadata = oneOf(plain, withUnit);
    return switch (random.nextInt(7)) {
      case 0 ->
          new CounterSnapshot(
              metadata,
              points(
                  labels ->
                      new CounterDataPointSnapshot(
                          Math.abs(number()), labels, oneOf(null, exemplar()), created(), time())));
      case 1 ->
          new GaugeSnapshot(
              metadata,
              points(labels -> new GaugeDataPointSnapshot(number(), labels, exemplar(), time())));
      case 2 ->
          new UnknownSnapshot(
              metadata,
              points(labels -> new UnknownDataPointSnapshot(number(), labels, exemplar(), time())));
      case 3 ->
          new InfoSnapshot(plain, points(labels -> new InfoDataPointSnapshot(labels, time())));
      case 4 -> new StateSetSnapshot(plain, points(this::states));
      case 5 -> new SummarySnapshot(metadata, points(this::summary));
      default -> new HistogramSnapshot(random.nextBoolean(), metadata, points(this::histogram));
    };
  }

  private <T> List<T> points(Function<Labels, T> point) {
    return some(4, () -> new Object()).stream()
        .map(
            each -> {
              Labels.Builder labels = Labels.builder().label("id", each.toString());
              for (int i = random.nextInt(4); i > 0; i--) {
                labels.label("l" + i + name(), text(3));
              }
              return point.apply(labels.build());
            })
        .toList();
  }

  private StateSetDataPointSnapshot states(Labels labels) {
    int count = 1 + random.nextInt(4);
    String[] names = new String[count];
    boolean[] values = new boolean[count];
    for (int i = 0; i < count; i++) {
      names[i] = text(3) + i;
      values[i] = random.nextBoolean();
    }
    return new StateSetDataPointSnapshot(names, values, labels, time());
  }

  private SummaryDataPointSnapshot summary(Labels labels) {
    Quantiles.Builder quantiles = Quantiles.builder();
    for (int i = random.nextInt(4); i > 0; i--) {
      quantiles.quantile(1.0 / i, number());
    }
    return new SummaryDataPointSnapshot(
        oneOf(-1L, count()),
        Math.abs(number()),
        quantiles.build(),
        labels,
        exemplars(),
        created(),
        time());
  }

  private HistogramDataPointSnapshot histogram(Labels labels) {
    NativeHistogramBuckets positive = nativeBuckets();
    NativeHistogramBuckets negative = nativeBuckets();
    long zeroCount = oneOf(0L, count());
    long all = zeroCount;
    for (int i = 0; i < positive.size(); i++) {
      all += positive.getCount(i);
    }
    for (int i = 0; i < negative.size(); i++) {
      all += negative.getCount(i);
    }
    boolean isNative = random.nextBoolean();
    boolean isClassic = !isNative || random.nextBoolean();
    return new HistogramDataPointSnapshot(
        isClassic ? classicBuckets(isNative ? all : count()) : ClassicHistogramBuckets.EMPTY,
        isNative ? random.nextInt(13) - 4 : HistogramSnapshot.CLASSIC_HISTOGRAM,
        isNative ? zeroCount : 0,
        isNative ? Math.abs(random.nextGaussian()) : 0,
        isNative ? positive : NativeHistogramBuckets.EMPTY,
        isNative ? negative : NativeHistogramBuckets.EMPTY,
        number(),
        labels,
        exemplars(),
        created(),
        time());
  }

  private ClassicHistogramBuckets classicBuckets(long count) {
    ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
    long rest = count;
    double bound = random.nextGaussian();
    for (int i = random.nextInt(5); i > 0; i--) {
      long here = rest / (1 + random.nextInt(3));
      rest -= here;
      bound += random.nextDouble() + 0.1;
      buckets.bucket(bound, here);
    }
    return buckets.bucket(Double.POSITIVE_INFINITY, rest).build();
  }

  /** With gaps of every width about the one at which a span ends. */
  private NativeHistogramBuckets nativeBuckets() {
    NativeHistogramBuckets.Builder buckets = NativeHistogramBuckets.builder();
    int index = random.nextInt(2000) - 1000;
    for (int i = random.nextInt(12); i > 0; i--) {
      buckets.bucket(index, oneOf(0L, 1L, count()));
      index += 1 + random.nextInt(oneOf(1, 6, 400));
    }
    return buckets.build();
  }

  private Exemplars exemplars() {
    return Exemplars.of(some(5, this::exemplar));
  }

  private Exemplar exemplar() {
    Labels labels = oneOf(Labels.EMPTY, Labels.of("trace_id", text(3), "span.id", text(3)));
    return new Exemplar(oneOf(number(), random.nextGaussian()), labels, time());
  }

  private double number() {
    double any = Double.longBitsToDouble(random.nextLong());
    return oneOf(NUMBERS[random.nextInt(NUMBERS.length)], random.nextGaussian(), any);
  }

  private long count() {
    return random.nextLong() >>> (8 + random.nextInt(56));
  }

  private long created() {
    return oneOf(0L, 1L, 999L, 1000L, 1_700_000_000_123L);
  }

  /** Never before {@link #created}. */
  private long time() {
    return oneOf(0L, 1_700_000_000_123L, 1_700_000_001_000L);
  }

  /** Anything that UTF-8 can say. */
  private String name() {
    return text(3).replace("\ud800", "");
  }

  private String text(int most) {
    return String.join("", some(most, () -> oneOf(PIECES)));
  }

  private <T> List<T> some(int most, Supplier<T> each) {
    List<T> some = new ArrayList<>();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      some.add(each.get());
    }
    return some;
  }

  @SafeVarargs
  private <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }
}
