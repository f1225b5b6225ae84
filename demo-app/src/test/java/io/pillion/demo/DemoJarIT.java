package io.pillion.demo;

import static io.pillion.demo.JarProcess.patiently;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.pillion.demo.Client.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.jar.JarFile;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoJarIT {

  @TempDir Path directory;

  @Test
  void startsAnswersAndStopsWithOneLineEach() throws Exception {
    try (JarProcess app = app()) {
      Client client = app.client();
      assertThat(client.get("/")).isEqualTo(Answer.ok("{\"counter\":1}"));
      app.terminate();
      assertThat(app.exitCode()).isEqualTo(143);
      assertThat(app.output())
          .isEqualTo(
              """
              demo-app listens on http://localhost:%d, checkpoint at %s
              demo-app stopped
              """
                  .formatted(client.port(), checkpoint()));
      assertThat(app.errors()).isEmpty();
    }
  }

  @Test
  void aRunningRequestEndsBeforeTheApp() throws Exception {
    try (JarProcess app = app();
        Socket socket = new Socket("localhost", app.client().port());
        BufferedReader answers =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))) {
      // Pipelined: with the first answer here, the second request is being handled.
      socket
          .getOutputStream()
          .write(
              (request("/healthz", "keep-alive") + request("/slow?ms=1500", "close"))
                  .getBytes(US_ASCII));
      assertThat(answers.readLine()).isEqualTo("HTTP/1.1 200 OK");
      app.terminate();
      assertThat(answers.lines()).contains("{\"ms\":1500}");
      assertThat(app.exitCode()).isEqualTo(143);
    }
  }

  @Test
  void slowHoldsNoThread() throws Exception {
    try (JarProcess app = app()) {
      Client client = app.client();
      var slow =
          IntStream.range(0, 300).mapToObj(any -> client.getLater("/slow?ms=30000")).toList();
      assertThat(client.post("/checkpoint").status()).isEqualTo(200);
      assertThat(client.get("/").status()).isEqualTo(200);
      assertThat(slow).noneMatch(Future::isDone);
    }
  }

  @Test
  void aCheckpointOutlivesAKilledApp() throws Exception {
    try (JarProcess app = app()) {
      app.client().get("/");
      app.client().post("/checkpoint");
    }
    try (JarProcess app = app()) {
      assertThat(app.client().post("/restore"))
          .isEqualTo(Answer.ok("{\"counter\":1,\"status\":\"restored\"}"));
    }
  }

  @Test
  void aBadSettingIsOneLineAndExitCode2() throws Exception {
    try (JarProcess app = JarProcess.app(directory, Map.of("PORT", "http"))) {
      assertThat(app.exitCode()).isEqualTo(2);
      assertThat(app.errors()).hasLineCount(1).startsWith("demo-app: PORT=http is not valid");
      assertThat(app.output()).isEmpty();
    }
  }

  @Test
  void aTakenPortIsOneLineAndExitCode1() throws Exception {
    try (ServerSocket taken = new ServerSocket(0);
        JarProcess app =
            JarProcess.app(directory, Map.of("PORT", Integer.toString(taken.getLocalPort())))) {
      assertThat(app.exitCode()).isEqualTo(1);
      assertThat(app.errors())
          .hasLineCount(1)
          .startsWith("demo-app: PORT=" + taken.getLocalPort() + " cannot be had: ");
    }
  }

  @Test
  void trafficOutlivesAKilledAppAndEndsWithASummary() throws Exception {
    try (JarProcess app = app();
        JarProcess traffic =
            JarProcess.traffic(
                directory, "--url", "http://localhost:" + app.client().port(), "--rate", "100")) {
      Client client = app.client();
      patiently().until(() -> !client.get("/").equals(Answer.ok("{\"counter\":1}")));
      app.kill();
      patiently().until(() -> traffic.errors().contains("does not answer"));
      try (JarProcess again =
          JarProcess.app(directory, environment(Integer.toString(client.port())))) {
        patiently().until(() -> traffic.errors().contains("answers again"));
        traffic.terminate();
        assertThat(traffic.exitCode()).isEqualTo(143);
        assertThat(traffic.output())
            .hasLineCount(1)
            .matches("traffic: [0-9]+ requests in .* errors [1-9][0-9]*; p50 .*\\R");
        assertThat(traffic.errors()).hasLineCount(2);
        assertThat(again.client().get("/").status()).isEqualTo(200);
      }
    }
  }

  @Test
  void trafficEndsByItselfAfterItsDuration() throws Exception {
    try (JarProcess app = app();
        JarProcess traffic =
            JarProcess.traffic(
                directory,
                "--url=http://localhost:" + app.client().port() + "/",
                "--rate=200",
                "--duration=500ms")) {
      assertThat(traffic.exitCode()).isZero();
      assertThat(traffic.output()).startsWith("traffic: 100 requests in ").contains("errors 0;");
      assertThat(traffic.errors()).isEmpty();
    }
  }

  @Test
  void theJarHoldsNothingThatObserves() throws IOException {
    try (JarFile jar = new JarFile(JarProcess.JAR.toFile());
        Stream<String> names =
            jar.stream().map(entry -> entry.getName().toLowerCase(Locale.ROOT))) {
      assertThat(names)
          .isNotEmpty()
          .noneMatch(name -> name.matches(".*(prometheus|bytebuddy|agent).*"));
    }
  }

  private JarProcess app() throws IOException {
    return JarProcess.app(directory, environment("0"));
  }

  private Map<String, String> environment(String port) {
    return Map.of("PORT", port, "CHECKPOINT_PATH", checkpoint().toString());
  }

  private Path checkpoint() {
    return directory.resolve("checkpoint.json");
  }

  private static String request(String path, String connection) {
    return "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: %s\r\n\r\n"
        .formatted(path, connection);
  }
}
