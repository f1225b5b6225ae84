package io.pillion.benchmarks.jmh;

import io.pillion.api.Faults;
import io.pillion.api.ServerMetrics;
import io.pillion.undertow.UndertowPlugin;
import io.pillion.weave.Installations;
import io.pillion.weave.PluginIndex;
import io.pillion.weave.Weaver;
import io.undertow.server.Connectors;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Weaving the class that every request passes, and looking at one that does not matter. */
@State(Scope.Benchmark)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WeavingBenchmark {
  private static final String CONNECTORS = Connectors.class.getName().replace('.', '/');

  private final ClassLoader loader = Connectors.class.getClassLoader();
  private Weaver weaver;
  private byte[] original;

  @Setup
  public void setUp() throws Exception {
    original = read();
    Faults faults = new Faults();
    PluginIndex plugins = new PluginIndex();
    plugins.add(new UndertowPlugin());
    Installations installations = new Installations(plugins, WeavingBenchmark::neverLinked, faults);
    weaver = new Weaver(attach(), plugins, installations, name -> {}, Runnable::run, faults);
    if (!weaver.open(true)) {
      throw new IllegalStateException("another agent is here");
    }
  }

  private static byte[] read() throws IOException {
    try (InputStream in = Connectors.class.getResourceAsStream("Connectors.class")) {
      return in.readAllBytes();
    }
  }

  /** By reflection: the class file refers to annotations that javac wants to see. */
  private static Instrumentation attach() throws ReflectiveOperationException {
    Class<?> agent = Class.forName("net.bytebuddy.agent.ByteBuddyAgent");
    return (Instrumentation) agent.getMethod("install").invoke(null);
  }

  private static ServerMetrics neverLinked() {
    throw new IllegalStateException("woven classes are not used here");
  }

  /** After what the agent's own thread has warmed up while the app started. */
  @Benchmark
  @BenchmarkMode(Mode.SingleShotTime)
  @Fork(10)
  @Measurement(iterations = 1)
  public byte[] first() {
    return woven();
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @Fork(1)
  @Warmup(iterations = 3, time = 1)
  @Measurement(iterations = 5, time = 1)
  public byte[] later() {
    return woven();
  }

  @Benchmark
  @BenchmarkMode(Mode.AverageTime)
  @Fork(1)
  @Warmup(iterations = 3, time = 1)
  @Measurement(iterations = 5, time = 1)
  public byte[] notConcerned() {
    return weaver.transform(loader, "io/undertow/Undertow", null, null, original);
  }

  private byte[] woven() {
    byte[] woven = weaver.transform(loader, CONNECTORS, null, null, original);
    if (woven == null) {
      throw new IllegalStateException("the class was not woven");
    }
    return woven;
  }
}
