import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the agent costs the demo: {@code java agent/benchmarks/Light.java}, after a build.
 *
 * <ul>
 *   <li>Time to the first response, with and without the agent in turn, medians. The clock starts
 *       with the process and stops when {@code GET /} was answered.
 *   <li>Bytes allocated per request. The JVM runs with a collector that never collects (JEP 318), so
 *       that the heap in use, as {@code jcmd} reads it, is all that was allocated; 100,000 requests to
 *       warm up, 400,000 counted, over four keep-alive connections.
 *   <li>The size of the jar.
 * </ul>
 */
public final class Light {
  private static final Path AGENT = Path.of("agent/dist/target/pillion-agent.jar");
  private static final Path DEMO = Path.of("demo-app/target/demo-app.jar");
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin");
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  /** A space from its bottom to its top, before its end. */
  private static final Pattern USED = Pattern.compile("\\[0x([0-9a-f]+), 0x([0-9a-f]+), ");

  private Light() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length == 0 ? 15 : Integer.parseInt(args[0]);
    System.out.printf("Java %s, %d rounds%n", Runtime.version(), rounds);
    firstResponse(rounds);
    allocation();
    System.out.printf(Locale.ROOT, "jar: %.2f MB%n", Files.size(AGENT) / 1e6);
  }

  private static void firstResponse(int rounds) throws Exception {
    double[] without = new double[rounds];
    double[] with = new double[rounds];
    for (int i = -1; i < rounds; i++) { // one round to warm the disk's cache
      double plain = millisToFirstResponse(false);
      double observed = millisToFirstResponse(true);
      if (i >= 0) {
        without[i] = plain;
        with[i] = observed;
      }
    }
    Arrays.sort(without);
    Arrays.sort(with);
    System.out.printf(
        Locale.ROOT,
        "first response: %.0f ms without (%.0f to %.0f), %.0f ms with (%.0f to %.0f): %+.0f ms%n",
        without[rounds / 2],
        without[0],
        without[rounds - 1],
        with[rounds / 2],
        with[0],
        with[rounds - 1],
        with[rounds / 2] - without[rounds / 2]);
  }

  private static double millisToFirstResponse(boolean agent) throws Exception {
    int port = freePort();
    long start = System.nanoTime();
    Process app = start(agent, port);
    try {
      while (true) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
          exchange(socket, 1);
          return (System.nanoTime() - start) / 1e6;
        } catch (IOException notYet) {
          Thread.onSpinWait();
        }
      }
    } finally {
      end(app);
    }
  }

  private static void allocation() throws Exception {
    double without = bytesPerRequest(false);
    double with = bytesPerRequest(true);
    System.out.printf(
        Locale.ROOT,
        "allocated per request: %.0f bytes without, %.0f with: %+.0f%n",
        without,
        with,
        with - without);
  }

  private static double bytesPerRequest(boolean agent) throws Exception {
    int port = freePort();
    Process app =
        start(
            agent,
            port,
            "-XX:+UnlockExperimentalVMOptions",
            "-XX:+UseEpsilonGC",
            "-Xms6g",
            "-Xmx6g");
    try {
      while (true) {
        try {
          load(port, 100_000);
          break;
        } catch (IOException notYet) {
          Thread.onSpinWait();
        }
      }
      int requests = 400_000;
      long before = heapUsed(app);
      load(port, requests);
      return (heapUsed(app) - before) / (double) requests;
    } finally {
      end(app);
    }
  }

  private static void load(int port, int requests) throws Exception {
    List<Socket> sockets = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
    }
    for (Socket socket : sockets) {
      Thread thread =
          new Thread(
              () -> {
                try (socket) {
                  exchange(socket, requests / 4);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** Sends requests one after the other, and reads each answer to its end. */
  private static void exchange(Socket socket, int requests) throws IOException {
    socket.setTcpNoDelay(true);
    OutputStream out = socket.getOutputStream();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[4096];
    for (int i = 0; i < requests; i++) {
      out.write(REQUEST);
      int length = 0;
      do {
        int read = in.read(buffer, length, buffer.length - length);
        if (read < 0) {
          throw new IOException("closed");
        }
        length += read;
      } while (!isWhole(buffer, length));
    }
  }

  /** The demo's answers are one line of JSON: the head is over, and the last brace has come. */
  private static boolean isWhole(byte[] buffer, int length) {
    for (int i = 0; i + END.length < length; i++) {
      if (Arrays.equals(buffer, i, i + END.length, END, 0, END.length)) {
        return buffer[length - 1] == '}' || buffer[length - 1] == '\n';
      }
    }
    return false;
  }

  private static long heapUsed(Process app) throws Exception {
    Process jcmd =
        new ProcessBuilder(
                JAVA.resolve("jcmd").toString(), String.valueOf(app.pid()), "GC.heap_info")
            .start();
    String text = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher used = USED.matcher(text);
    if (!used.find()) {
      throw new IOException("no heap in use in: " + text);
    }
    return Long.parseLong(used.group(2), 16) - Long.parseLong(used.group(1), 16);
  }

  private static Process start(boolean agent, int port, String... options) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA.resolve("java").toString()));
    if (agent) {
      command.add("-javaagent:" + AGENT + "=port=0,host=127.0.0.1");
    }
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", DEMO.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PORT", String.valueOf(port));
    return builder
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static void end(Process app) throws InterruptedException {
    app.destroyForcibly().waitFor();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
