package io.pillion.benchmarks.sidebyside;

import io.pillion.benchmarks.Connection;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An app in a JVM of its own, with a contender beside it, on Linux: it is watched by /proc. */
public final class RunningApp implements AutoCloseable {
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final int LAST_LINES = 12;

  /** The kernel's USER_HZ, in which it tells user space of CPU time: 100 wherever Java runs. */
  private static final double TICKS_PER_SECOND = 100;

  private static final Pattern COUNTER = Pattern.compile("(?m)^([\\w.]+)=(\\d+)$");
  private static final Pattern HEAP_SPACE =
      Pattern.compile("\\[0x([0-9a-f]+), 0x([0-9a-f]+), 0x[0-9a-f]+\\)");

  private final Path java;
  private final Process process;
  private final long startNanos;
  private final int port;
  private final int metricsPort;
  private final CompletableFuture<Long> ready = new CompletableFuture<>();
  private final Deque<String> lastLines = new ArrayDeque<>();

  private RunningApp(Path java, ProcessBuilder builder, int port, int metricsPort)
      throws IOException {
    this.java = java;
    this.port = port;
    this.metricsPort = metricsPort;
    this.startNanos = System.nanoTime();
    this.process = builder.start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly)); // after Ctrl-C
    Thread reader = new Thread(this::read, "output");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * @param java a home of Java
   * @param command what follows the JVM's options; the app listens on the port that the environment
   *     variable PORT names, and then prints a line with "listens on"
   */
  static RunningApp start(
      Path java, Contender contender, List<String> options, List<String> command)
      throws IOException {
    int metricsPort = freePort();
    List<String> all = new ArrayList<>(contender.jvmOptions(metricsPort));
    all.addAll(options);
    all.addAll(command);
    return start(java, all, metricsPort);
  }

  /** The same with all of the JVM's options in the command. */
  public static RunningApp start(Path java, List<String> command, int metricsPort)
      throws IOException {
    int port = freePort();
    List<String> line = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().keySet().removeIf(RunningApp::changesAnAgent);
    builder.environment().put("PORT", Integer.toString(port));
    builder.environment().put("CHECKPOINT_PATH", new File("checkpoint.json").getAbsolutePath());
    return new RunningApp(java, builder, port, metricsPort);
  }

  private static boolean changesAnAgent(String variable) {
    return variable.matches("(PILLION|OTEL|ELASTIC|DD)_.*|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS");
  }

  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void read() {
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        if (line.contains("listens on")) {
          ready.complete(System.nanoTime());
        }
        synchronized (lastLines) {
          lastLines.add(line);
          if (lastLines.size() > LAST_LINES) {
            lastLines.remove();
          }
        }
      }
    } catch (IOException ended) {
      // the process was destroyed
    }
    ready.completeExceptionally(new IOException("the app has ended"));
  }

  /** The last lines that the app has printed. */
  String said() {
    synchronized (lastLines) {
      return String.join("\n", lastLines);
    }
  }

  public int port() {
    return port;
  }

  int metricsPort() {
    return metricsPort;
  }

  /** Milliseconds from the start of the process until the app says that it listens. */
  double millisToReady() throws IOException, InterruptedException {
    try {
      return (ready.get(PATIENCE_NANOS, TimeUnit.NANOSECONDS) - startNanos) / 1e6;
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the app did not start: " + said(), e);
    }
  }

  /** Asks until there is an answer; milliseconds from the start of the process. */
  public double millisToFirstResponse() throws IOException {
    while (true) {
      try (Connection connection = new Connection(port)) {
        connection.get("/");
        return (System.nanoTime() - startNanos) / 1e6;
      } catch (IOException notYet) {
        if (!process.isAlive() || System.nanoTime() - startNanos > PATIENCE_NANOS) {
          throw new IOException("no answer: " + said(), notYet);
        }
        LockSupport.parkNanos(500_000);
      }
    }
  }

  /** CPU time of the process so far, all threads, in steps of 10 ms. */
  double cpuMillis() throws IOException {
    String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
    // after the program's name, which may hold blanks: state is field 3, utime 14, stime 15
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return (Long.parseLong(fields[14 - 3]) + Long.parseLong(fields[15 - 3]))
        * 1000
        / TICKS_PER_SECOND;
  }

  /** Resident memory. */
  double megabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow(() -> new IOException("the app has ended: " + said()))
        / 1000.0;
  }

  /** The JVM's own counters of what it has done, by their names. */
  public Map<String, Long> counters() throws IOException, InterruptedException {
    Map<String, Long> counters = new TreeMap<>();
    Matcher matcher = COUNTER.matcher(jcmd("PerfCounter.print"));
    while (matcher.find()) {
      counters.put(matcher.group(1), Long.parseLong(matcher.group(2)));
    }
    return counters;
  }

  /** What the JIT compiler has taken so far. */
  double compiledSeconds() throws IOException, InterruptedException {
    Map<String, Long> counters = counters();
    return counters.get("java.ci.totalTime") / (double) counters.get("sun.os.hrt.frequency");
  }

  /** Bytes allocated since the start, where the JVM runs with a collector that never collects. */
  public long heapUsed() throws IOException, InterruptedException {
    String info = jcmd("GC.heap_info");
    Matcher space = HEAP_SPACE.matcher(info);
    if (!space.find()) {
      throw new IOException("no heap in use in: " + info);
    }
    return Long.parseLong(space.group(2), 16) - Long.parseLong(space.group(1), 16);
  }

  private String jcmd(String what) throws IOException, InterruptedException {
    Process jcmd =
        new ProcessBuilder(java.resolve("bin/jcmd").toString(), Long.toString(process.pid()), what)
            .redirectErrorStream(true)
            .start();
    String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    jcmd.waitFor();
    return text;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
