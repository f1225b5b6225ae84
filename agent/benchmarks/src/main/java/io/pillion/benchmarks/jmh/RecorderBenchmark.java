package io.pillion.benchmarks.jmh;

import io.pillion.api.RequestRecorder;
import io.pillion.api.Route;
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
  private static final FakeExchange ANSWERED = new FakeExchange(200, null);
  private static final FakeExchange TRACED =
      new FakeExchange(200, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");

  @Param({"prometheus", "otel", "micrometer"})
  String naming;

  private RequestRecorder<FakeExchange> recorder;

  @Setup
  public void setUp() throws InterruptedException {
    recorder = AllMetrics.with("naming=" + naming).recorder(new FakeExchange.Reader());
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
    Route<FakeExchange> route = recorder.begin(exchange);
    long end = System.nanoTime();
    route.prefix("/api").template("/items/{id}").complete(exchange, start, end);
  }
}
