package io.pillion.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a method pays that {@code methods.yaml} measures, woven by the real agent. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 2,
    jvmArgsAppend =
        "-javaagent:../../dist/target/pillion-agent.jar=port=0,host=127.0.0.1,config=../methods.yaml")
public class MethodBenchmark {
  /** An app's class. Its methods do next to nothing. */
  static final class Shop {
    private int orders;

    int unmeasured(int amount) {
      return orders += amount;
    }

    int counted(int amount) {
      return orders += amount;
    }

    int timed(int amount) {
      return orders += amount;
    }

    int labelled(String kind) {
      return orders += kind.length();
    }

    int summed(int amount) {
      return orders += amount;
    }
  }

  private final Shop shop = new Shop();
  private String kind = "book";

  @Benchmark
  public int unmeasured() {
    return shop.unmeasured(1);
  }

  @Benchmark
  public int counted() {
    return shop.counted(1);
  }

  @Benchmark
  public int timed() {
    return shop.timed(1);
  }

  @Benchmark
  public int labelled() {
    return shop.labelled(kind);
  }

  @Benchmark
  public int summed() {
    return shop.summed(1);
  }
}
