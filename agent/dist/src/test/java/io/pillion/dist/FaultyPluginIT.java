package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.api.Plugin;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plug-in that fails costs itself, and nobody else. */
class FaultyPluginIT {
  private static final String SERVICES = "inst/META-INF/services/io.pillion.api.Plugin";

  @TempDir Path folder;

  /** On a server of Undertow's names, in which the plug-in fails at the begin of each request. */
  private App onThrowingServer() throws IOException {
    List<File> rest = ClassPath.undertow(App.NEWEST_UNDERTOW);
    Sources.compile("throwing-undertow", rest, folder);
    return App.launch()
        // The rest of that server is the JDK's.
        .agent("http.exclude=/excluded,http.servers=-jdk-httpserver")
        .command("-cp", ClassPath.of(folder, rest), "Main")
        .start();
  }

  private static void ask(App app, String path, int times) throws Exception {
    for (int i = 0; i < times; i++) {
      assertThat(Client.get(app.uri(path)).body()).isEqualTo("answered");
    }
  }

  @Test
  void aHundredFaultsInARowTakeItOut() throws Exception {
    try (App app = onThrowingServer()) {
      app.agent();
      ask(app, "/", 99);
      assertThat(app.scrape().value("pillion_instrumented")).isEqualTo(1);
      ask(app, "/", 1);
      Scrape scrape = app.scrape();
      assertThat(scrape.samples("pillion_instrumented"))
          .extracting(Scrape.Sample::value)
          .containsExactly(0.0);
      assertThat(Client.get(app.agent().resolve("-/instrumentation")).body())
          .contains("is not watched", "100 faults in a row in undertow.enterHandler");
      assertThat(app.agentLines())
          .filteredOn(line -> line.contains("no longer watched"))
          .singleElement()
          .asString()
          .contains("undertow", "100 faults in a row", "on purpose");
      ask(app, "/", 50);
      assertThat(app.scrape().value("pillion_errors_total")).isEqualTo(100);
      assertThat(scrape.value("http_requests_in_flight")).isZero();
    }
  }

  @Test
  void faultsThatAreNotInARowDoNot() throws Exception {
    try (App app = onThrowingServer()) {
      app.agent();
      for (int i = 0; i < 3; i++) {
        ask(app, "/", 99);
        ask(app, "/excluded", 1);
      }
      assertThat(app.scrape().value("pillion_instrumented")).isEqualTo(1);
      assertThat(app.scrape().value("pillion_errors_total")).isEqualTo(297);
    }
  }

  @Test
  void onesThatCannotBeLoadedAreLeftOutAndTheOthersWork() throws Exception {
    File api =
        Path.of(Plugin.class.getProtectionDomain().getCodeSource().getLocation().toURI()).toFile();
    Sources.compile("bad-plugins", List.of(api), folder);
    Path tooNew = folder.resolve("bad/TooNew.class");
    byte[] bytes = Files.readAllBytes(tooNew);
    bytes[7] = 127; // the major version (JVMS 4.1)
    Files.write(tooNew, bytes);
    String[] bad = {"NotThere", "NoPlugin", "TooNew", "MissingParent", "Throwing"};
    Path agent = agentWith(bad);
    try (App app =
        App.launch()
            .agentArgument(null)
            .options("-javaagent:" + agent + "=port=0,host=127.0.0.1")
            .testApp("tree")) {
      Client.get(app.uri("/exact"));
      Scrape scrape = app.scrapeWhen(s -> s.requests("GET", "/exact", 200) == 1);
      assertThat(scrape.value("pillion_instrumented", "server", "undertow")).isEqualTo(1);
      assertThat(scrape.value("pillion_errors_total", "where", "plugin")).isEqualTo(bad.length);
      for (String name : bad) {
        assertThat(app.agentLines())
            .filteredOn(line -> line.contains("bad." + name + " is left out"))
            .as(name)
            .hasSize(1);
      }
      assertThat(app.end()).isZero();
    }
  }

  /** The agent's jar with further plug-ins, named before its own. */
  private Path agentWith(String... names) throws IOException {
    Path copy = folder.resolve("agent-with-bad-plugins.jar");
    try (ZipFile from = new ZipFile(App.AGENT.toFile());
        ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(copy))) {
      for (ZipEntry entry : Collections.list(from.entries())) {
        to.putNextEntry(new ZipEntry(entry.getName()));
        if (entry.getName().equals(SERVICES)) {
          for (String name : names) {
            to.write(("bad." + name + "\n").getBytes(StandardCharsets.UTF_8));
          }
        }
        try (InputStream in = from.getInputStream(entry)) {
          in.transferTo(to);
        }
      }
      for (String name : new String[] {"NoPlugin", "TooNew", "MissingParent", "Throwing"}) {
        to.putNextEntry(new ZipEntry("inst/bad/" + name + ".classdata"));
        to.write(Files.readAllBytes(folder.resolve("bad/" + name + ".class")));
      }
    }
    return copy;
  }
}
