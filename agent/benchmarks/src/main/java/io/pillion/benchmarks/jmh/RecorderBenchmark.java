package io.pillion.benchmarks.jmh;

import io.pillion.api.Requests;
import io.pillion.api.Route;
import io.pillion.metrics.FakeExchange;
import io.pillion.metrics.FakeRequest;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The recorder's part of a request, with the two clock reads that it takes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class RecorderBenchmark {
  private static final FakeExchange ANSWERED = FakeExchange.get(200);
  private static final FakeExchange TRACED =
      ANSWERED.sending("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  @Param({"prometheus", "otel", "micrometer"})
  String naming;

  private Requests<FakeExchange> recorder;

  @Setup
  public void setUp() throws InterruptedException {
    recorder = AllMetrics.with("naming=" + naming).requests(FakeExchange.READER, FakeRequest.GUARD);
  }

  /** The least: two clock reads are not the agent's code. */
  @Benchmark
  public long clockAlone() {
    long start = System.nanoTime();
    return System.nanoTime() - start;
  }

  @Benchmark
  public void request() {
    record(ANSWERED);
  }

  @Benchmark
  public void tracedRequest() {
    record(TRACED);
  }

  @Benchmark
  @Threads(2)
  public void requestOnTwoThreads() {
    record(ANSWERED);
  }

  private void record(FakeExchange exchange) {
    long start = System.nanoTime();
    Route<FakeExchange> route = recorder.unrouted(exchange);
    long end = System.nanoTime();
    FakeRequest.count(route.prefix("/api").template("/items/{id}"), exchange, end - start);
  }
}
