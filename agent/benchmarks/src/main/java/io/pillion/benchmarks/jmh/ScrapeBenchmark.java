package io.pillion.benchmarks.jmh;

import io.pillion.api.Requests;
import io.pillion.export.protobuf.ProtobufWriter;
import io.pillion.metrics.FakeExchange;
import io.pillion.metrics.FakeRequest;
import io.pillion.metrics.Metrics;
import io.prometheus.metrics.config.EscapingScheme;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A scrape, from the numbers to the bytes, without the network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ScrapeBenchmark {
  /** Of one route with one method and one status: 15 buckets, 4 sums, 5 counts. */
  private static final int SERIES_OF_A_ROUTE = 24;

  @Param({"100", "10000", "100000"})
  int series;

  @Param({"identity", "gzip"})
  String encoding;

  @Param({"text/plain", "application/vnd.google.protobuf"})
  String format;

  private PrometheusRegistry registry;
  private ExpositionFormatWriter writer;

  @Setup
  public void setUp() throws InterruptedException {
    Metrics metrics = AllMetrics.with("http.routes.limit=10000");
    registry = metrics.registry();
    writer =
        format.contains("protobuf") ? new ProtobufWriter() : PrometheusTextFormatWriter.create();
    Requests<FakeExchange> recorder = metrics.requests(FakeExchange.READER, FakeRequest.GUARD);
    FakeExchange exchange = FakeExchange.get(200);
    for (int i = 0; i < series / SERIES_OF_A_ROUTE; i++) {
      for (int micros = 100; micros < 20_000_000; micros *= 3) {
        FakeRequest.count(
            recorder.unrouted(exchange).exact("/route-" + i), exchange, micros * 1000L);
      }
    }
  }

  @Benchmark
  public long scrape() throws IOException {
    CountedBytes bytes = new CountedBytes();
    try (OutputStream out = encoding.equals("gzip") ? new GZIPOutputStream(bytes) : bytes) {
      writer.write(out, registry.scrape(), EscapingScheme.DEFAULT);
    }
    return bytes.count;
  }

  /** A scraper who throws away what it gets. */
  private static final class CountedBytes extends OutputStream {
    private long count;

    @Override
    public void write(int one) {
      count++;
    }

    @Override
    public void write(byte[] some, int offset, int length) {
      count += length;
    }
  }
}
