package io.pillion.benchmarks.jmh;

import io.pillion.api.Requests;
import io.pillion.metrics.FakeExchange;
import io.pillion.metrics.FakeRequest;
import io.pillion.metrics.Metrics;
import io.prometheus.metrics.exporter.common.PrometheusHttpExchange;
import io.prometheus.metrics.exporter.common.PrometheusHttpRequest;
import io.prometheus.metrics.exporter.common.PrometheusHttpResponse;
import io.prometheus.metrics.exporter.common.PrometheusScrapeHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.TimeUnit;
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

  private PrometheusScrapeHandler handler;

  @Setup
  public void setUp() throws InterruptedException {
    Metrics metrics = AllMetrics.with("http.routes.limit=10000");
    handler = new PrometheusScrapeHandler(metrics.properties(), metrics.registry());
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
    Exchange exchange = new Exchange(encoding, accept());
    handler.handleRequest(exchange);
    return exchange.bytes;
  }

  private String accept() {
    return format.contains("protobuf")
        ? format + "; proto=io.prometheus.client.MetricFamily; encoding=delimited"
        : format;
  }

  /** A scraper who throws away what it gets. */
  private static final class Exchange extends OutputStream
      implements PrometheusHttpExchange, PrometheusHttpRequest, PrometheusHttpResponse {
    private final String encoding;
    private final String accept;
    private long bytes;

    Exchange(String encoding, String accept) {
      this.encoding = encoding;
      this.accept = accept;
    }

    @Override
    public PrometheusHttpRequest getRequest() {
      return this;
    }

    @Override
    public PrometheusHttpResponse getResponse() {
      return this;
    }

    @Override
    public String getRequestPath() {
      return "/metrics";
    }

    @Override
    public String[] getParameterValues(String name) {
      return null;
    }

    @Override
    public String getQueryString() {
      return null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return switch (name) {
        case "Accept-Encoding" -> Collections.enumeration(List.of(encoding));
        case "Accept" -> Collections.enumeration(List.of(accept));
        default -> Collections.emptyEnumeration();
      };
    }

    @Override
    public String getMethod() {
      return "GET";
    }

    @Override
    public void setHeader(String name, String value) {}

    @Override
    public OutputStream sendHeadersAndGetBody(int status, int length) {
      return this;
    }

    @Override
    public void write(int one) {
      bytes++;
    }

    @Override
    public void write(byte[] some, int offset, int length) {
      bytes += length;
    }

    @Override
    public void handleException(IOException failure) throws IOException {
      throw failure;
    }

    @Override
    public void handleException(RuntimeException failure) {
      throw failure;
    }

    @Override
    public void close() {}
  }
}
