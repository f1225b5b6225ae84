package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionTimeoutException;

/** An app in a JVM of its own, with the real agent jar. */
@SuppressWarnings("JdkObsolete") // StringBuffer: one thread writes, others read
final class App implements AutoCloseable {
  static final Path AGENT = Path.of(System.getProperty("agent.jar"));
  static final String NEWEST_UNDERTOW = System.getProperty("undertow.version");

  /** What a test says of the JVM that it wants. */
  static final class Launch {
    private Jvm jvm = Jvm.own();
    private String program;
    private String agent = "port=0,host=127.0.0.1";
    private String undertow = NEWEST_UNDERTOW;
    private final List<String> wrapper = new ArrayList<>();
    private final List<String> options = new ArrayList<>();
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path directory = Path.of(".");

    Launch on(Jvm which) {
      this.jvm = which;
      return this;
    }

    /** Another program than the JVM, such as a script that starts it. */
    Launch program(String name) {
      this.program = name;
      return this;
    }

    /** Settings for the agent besides {@code port=0}, or null for no agent. */
    Launch agent(String settings) {
      this.agent = settings == null ? null : "port=0,host=127.0.0.1," + settings;
      return this;
    }

    /** The agent argument as it is; empty for none. */
    Launch agentArgument(String argument) {
      this.agent = argument;
      return this;
    }

    Launch undertow(String version) {
      this.undertow = version;
      return this;
    }

    /** Options of the JVM. */
    Launch options(String... more) {
      options.addAll(List.of(more));
      return this;
    }

    /** Class path, main class and arguments of another app than the test app. */
    Launch command(String... parts) {
      command.addAll(List.of(parts));
      return this;
    }

    /** So many file descriptors, sockets included, and no more. */
    Launch descriptors(int most) {
      wrapper.addAll(List.of("sh", "-c", "ulimit -n " + most + "; exec \"$@\"", "sh"));
      return this;
    }

    Launch environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    Launch in(Path workingDirectory) {
      this.directory = workingDirectory;
      return this;
    }

    /** Starts the test app with a kind of routing, and waits until it listens. */
    App testApp(String kind) {
      command(
          "-cp",
          ClassPath.of(ClassPath.testApp(), ClassPath.undertow(undertow)),
          "io.pillion.testapp.TestApp",
          kind);
      return start().awaitListening();
    }

    /** Starts what {@link #command} says. */
    App start() {
      List<String> line = new ArrayList<>(wrapper);
      line.add(program == null ? jvm.java() : program);
      if (agent != null) {
        line.add("-javaagent:" + AGENT + (agent.isEmpty() ? "" : "=" + agent));
      }
      line.addAll(options);
      line.addAll(command);
      ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("PILLION_"));
      builder.environment().remove("JAVA_TOOL_OPTIONS");
      builder.environment().putAll(environment);
      try {
        return new App(builder.start());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static final Pattern LISTENING = Pattern.compile("listening on (\\d+)");
  private static final Pattern AJP = Pattern.compile("ajp on (\\d+)");
  private static final Pattern SERVING = Pattern.compile("metrics at (https?://[^/]+/)metrics");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Process process;
  private final StringBuffer out = new StringBuffer();
  private final StringBuffer err = new StringBuffer();

  private final List<Thread> collectors;

  private App(Process process) {
    this.process = process;
    this.collectors =
        List.of(collect(process.getInputStream(), out), collect(process.getErrorStream(), err));
  }

  static Launch launch() {
    return new Launch();
  }

  /** The test app on the newest Undertow and the JVM of the tests. */
  static App start(String kind) {
    return launch().testApp(kind);
  }

  private static Thread collect(InputStream from, StringBuffer into) {
    Thread thread =
        new Thread(
            () -> {
              byte[] buffer = new byte[8192];
              try (from) {
                for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                  into.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
                }
              } catch (IOException e) {
                into.append(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Waits until the app has said where it listens. */
  App awaitListening() {
    awaitMatch(LISTENING, out);
    return this;
  }

  private Matcher awaitMatch(Pattern pattern, StringBuffer text) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .failFast(
            () -> {
              assertThat(collectors.stream().anyMatch(Thread::isAlive) || matches(pattern, text))
                  .as("the app runs, or has said %s; it has said: %s", pattern, err)
                  .isTrue();
            })
        .until(() -> matches(pattern, text));
    Matcher matcher = pattern.matcher(text);
    matcher.find();
    return matcher;
  }

  private static boolean matches(Pattern pattern, StringBuffer text) {
    return pattern.matcher(text).find();
  }

  int port() {
    return Integer.parseInt(awaitMatch(LISTENING, out).group(1));
  }

  /** Where the test app speaks AJP. */
  int ajpPort() {
    return Integer.parseInt(awaitMatch(AJP, out).group(1));
  }

  URI uri(String pathAndQuery) {
    return URI.create("http://127.0.0.1:" + port() + pathAndQuery);
  }

  /** The agent's own address, ending in a slash, from the line that it prints. */
  URI agent() {
    return URI.create(awaitMatch(SERVING, err).group(1));
  }

  Scrape scrape() {
    return Scrape.of(agent());
  }

  /** Scrapes until nothing is in flight, that is: until the ends of all requests are counted. */
  Scrape scrapeWhenIdle() {
    return scrapeWhen(scrape -> scrape.value("http_requests_in_flight") == 0);
  }

  /** Scrapes until what came is as a test expects. */
  Scrape scrapeWhen(Predicate<Scrape> expected) {
    AtomicReference<Scrape> last = new AtomicReference<>();
    try {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                last.set(scrape());
                return expected.test(last.get());
              });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("the last of many scrapes: " + last.get().text(), e);
    }
    return last.get();
  }

  /** Waits until so many requests wait in the test app for {@code /release}. */
  void awaitHeld(int count) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> Client.get(uri("/held")).body().equals(String.valueOf(count)));
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  Process process() {
    return process;
  }

  /** A line for an app that reads its standard input. */
  App tell(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return this;
  }

  /** Waits until the app has printed what matches, and returns its first group. */
  String awaitOut(String pattern) {
    return awaitMatch(Pattern.compile(pattern), out).group(1);
  }

  /** The same on stderr. */
  String awaitErr(String pattern) {
    return awaitMatch(Pattern.compile(pattern), err).group(1);
  }

  /** The lines of the agent's on stderr. */
  List<String> agentLines() {
    return err().lines().filter(line -> line.startsWith("[pillion] ")).toList();
  }

  /** What the app itself, or the JVM, said on stderr. */
  List<String> appLines() {
    return err().lines().filter(line -> !line.startsWith("[pillion] ")).toList();
  }

  /** Lets the test app end by itself, and waits for it. */
  int end() throws InterruptedException, IOException {
    process.getOutputStream().close();
    return exitCode();
  }

  /** Waits until the app has ended, and all that it said is here. */
  int exitCode() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the app does not end: " + err);
    }
    for (Thread collector : collectors) {
      collector.join();
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
