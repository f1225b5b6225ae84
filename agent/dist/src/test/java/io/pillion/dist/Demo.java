package io.pillion.dist;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code mvn -q -Pdemo package}: the demo app with the agent, and traffic on it, until Ctrl-C. The
 * environment variables {@code PORT} and {@code PILLION_PORT} move the two ports.
 */
public final class Demo {
  private static final String PORT = System.getenv().getOrDefault("PORT", "8080");
  private static final String AGENT_PORT = System.getenv().getOrDefault("PILLION_PORT", "9464");

  private Demo() {}

  /**
   * @param args the agent's jar, the demo's jar, a folder for the checkpoint, the file that
   *     declares the demo's metrics
   */
  public static void main(String[] args) throws Exception {
    String demo = args[1];
    Path folder = Files.createDirectories(Path.of(args[2])).toAbsolutePath();
    List<Process> running = new ArrayList<>();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running)));

    ProcessBuilder app = java("-javaagent:" + args[0], "-jar", demo);
    app.environment().put("PORT", PORT);
    app.environment().put("PILLION_PORT", AGENT_PORT);
    app.environment().put("PILLION_CONFIG", args[3]);
    app.environment().put("CHECKPOINT_PATH", folder.resolve("checkpoint.json").toString());
    Process server = app.start();
    running.add(server);
    awaitAnswer(server, "http://localhost:" + PORT + "/healthz");
    awaitAnswer(server, "http://localhost:" + AGENT_PORT + "/-/healthy");
    running.add(
        java(
                "-cp",
                demo,
                "io.pillion.demo.Traffic",
                "--url",
                "http://localhost:" + PORT,
                "--rate",
                "20")
            .start());
    System.out.println(welcome());
    server.waitFor();
  }

  private static ProcessBuilder java(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectOutput(Redirect.INHERIT)
        .redirectError(Redirect.INHERIT);
  }

  private static void awaitAnswer(Process server, String url) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(1)).build();
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (true) {
      try {
        Client.HTTP.send(request, HttpResponse.BodyHandlers.discarding());
        return;
      } catch (IOException notYet) {
        if (server.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
          throw new IllegalStateException(
              "no answer from " + url + "; see the lines above", notYet);
        }
      }
    }
  }

  private static String welcome() {
    return """

        The demo app runs with the agent, and 20 requests a second come in.

          app         http://localhost:%s/
          live page   http://localhost:%s/
          metrics     http://localhost:%s/metrics

        Look for
          http_requests_total               how many, by method, route and status
          http_requests_5xx_total           server errors; GET /random makes some
          http_request_duration_seconds     how long; compare /slow with /
          http_requests_in_flight           how many are being answered now
          cell_*                            of the app's own methods, named in a YAML file
          jvm_*, process_*                  memory, threads, GC, CPU
          pillion_instrumented              that the agent watches this Undertow

        Ctrl-C stops it all.
        """
        .formatted(PORT, AGENT_PORT, AGENT_PORT);
  }

  /** Traffic first, so that its summary does not count the app's end as errors. */
  private static void stop(List<Process> running) {
    for (int i = running.size() - 1; i >= 0; i--) {
      Process process = running.get(i);
      process.destroy();
      try {
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
      }
    }
  }
}
