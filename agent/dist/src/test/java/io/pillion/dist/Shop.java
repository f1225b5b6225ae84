package io.pillion.dist;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An app without a server, which does what a test tells it, and a file that declares metrics. */
final class Shop implements AutoCloseable {
  private final Path file;
  private final App app;
  private int told;

  private Shop(Path file, App app) {
    this.file = file;
    this.app = app;
  }

  /**
   * @param folder for the file
   * @param yaml what it says at first
   */
  static Shop start(Path folder, String yaml) throws IOException {
    return start(folder, yaml, Jvm.own());
  }

  static Shop start(Path folder, String yaml, Jvm jvm, String... options) throws IOException {
    Path file = Files.writeString(folder.resolve("pillion.yaml"), yaml);
    App app =
        App.launch()
            .on(jvm)
            .agent("config=" + file)
            .options(options)
            .command("-cp", ClassPath.testApp().toString(), "io.pillion.testapp.Shop")
            .start()
            .awaitListening();
    app.agent();
    return new Shop(file, app);
  }

  /** Tells the app to do something, without waiting for it. */
  Shop begin(String command) throws IOException {
    app.process().getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
    app.process().getOutputStream().flush();
    told++;
    return this;
  }

  /** Waits until everything is done that the app was told; gives back what came of the last. */
  String end() {
    Pattern done = Pattern.compile("done .* = (.*)\\R");
    await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> done.matcher(app.out()).results().count() >= told);
    Matcher matcher = done.matcher(app.out());
    String result = null;
    while (matcher.find()) {
      result = matcher.group(1);
    }
    return result;
  }

  /** Tells the app to do something, and waits for it. */
  String run(String command) throws IOException {
    return begin(command).end();
  }

  /** Changes the file, and waits until the agent has said what it made of that. */
  String declare(String yaml) throws IOException {
    int before = app.err().length();
    Path next = Files.writeString(file.resolveSibling("next"), yaml);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> app.err().substring(before).contains("was read again"));
    return app.err().substring(before);
  }

  /** See {@link App#agent()}. */
  URI agent() {
    return app.agent();
  }

  Scrape scrape() {
    return app.scrape();
  }

  String err() {
    return app.err();
  }

  @Override
  public void close() {
    app.close();
  }
}
