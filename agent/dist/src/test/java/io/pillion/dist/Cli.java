package io.pillion.dist;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a user's {@code java -jar pillion-agent.jar …} comes to. */
record Cli(int exitCode, String out, String err) {
  /** In a JVM of its own, as a user runs it. */
  static Cli run(Jvm jvm, String... arguments) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(jvm.java(), "-jar", App.AGENT.toString()));
    line.addAll(List.of(arguments));
    return run(new ProcessBuilder(line));
  }

  static Cli run(ProcessBuilder builder) throws IOException, InterruptedException {
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Cli(process.waitFor(), out, err);
  }

  /** The same code of the same jar in the JVM of the tests: cheaper by half a second. */
  static Cli here(String... arguments) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    URL[] jar = {App.AGENT.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(jar, ClassLoader.getPlatformClassLoader());
        PrintStream outPrinter = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errPrinter = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      Method run =
          loader
              .loadClass("io.pillion.boot.Main")
              .getMethod("run", String[].class, PrintStream.class, PrintStream.class);
      int exitCode = (int) run.invoke(null, arguments, outPrinter, errPrinter);
      return new Cli(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
  }

  /** On a free port of this machine only. */
  static Cli attach(App app, String... settings) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("attach", pid(app), "port=0"));
    arguments.add("host=127.0.0.1");
    arguments.addAll(List.of(settings));
    return here(arguments.toArray(new String[0])).succeeded();
  }

  static Cli detach(App app) throws Exception {
    return here("detach", pid(app)).succeeded();
  }

  static String pid(App app) {
    return String.valueOf(app.process().pid());
  }

  Cli succeeded() {
    if (exitCode != 0) {
      throw new AssertionError("exit code " + exitCode + ": " + out + err);
    }
    return this;
  }
}
