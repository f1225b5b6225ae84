package io.pillion.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.pillion.demo.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

  @TempDir Path temporary;
  private Path directory;
  private Path checkpoint;
  private RunningApp app;
  private Client client;

  @BeforeEach
  void start() {
    directory = temporary.resolve("data");
    checkpoint = directory.resolve("checkpoint.json");
    app = RunningApp.start(checkpoint);
    client = app.client();
  }

  @AfterEach
  void stop() {
    app.close();
  }

  @Test
  void restoresWhatWasSaved() {
    visit(3);
    assertThat(client.post("/checkpoint"))
        .isEqualTo(Answer.ok("{\"counter\":3,\"status\":\"checkpoint saved\"}"));
    visit(2);
    assertThat(client.post("/restore"))
        .isEqualTo(Answer.ok("{\"counter\":3,\"status\":\"restored\"}"));
    assertThat(client.get("/")).isEqualTo(Answer.ok("{\"counter\":4}"));
  }

  @Test
  void aLaterAppRestoresIt() {
    visit(5);
    client.post("/checkpoint");
    try (RunningApp later = RunningApp.start(checkpoint)) {
      assertThat(later.client().post("/restore").body()).contains("\"counter\":5");
    }
  }

  @Test
  void aLaterCheckpointReplacesTheFormerAndLeavesNothingElse() throws IOException {
    client.post("/checkpoint");
    visit(7);
    client.post("/checkpoint");
    assertThat(checkpoint).hasContent("{\"counter\":7}");
    assertThat(files()).containsExactly(checkpoint);
  }

  @Test
  void noCheckpointIsNotFound() {
    visit(1);
    assertThat(client.post("/restore"))
        .isEqualTo(new Answer(404, "{\"error\":\"there is no checkpoint to restore\"}"));
    assertThat(client.get("/")).isEqualTo(Answer.ok("{\"counter\":2}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{\"counter\":",
        "{\"counter\":1}x",
        "[1]",
        "7",
        "null",
        "{}",
        "{\"counter\":null}",
        "{\"counter\":true}",
        "{\"counter\":\"7\"}",
        "{\"counter\":7.0}",
        "{\"counter\":7e1}",
        "{\"counter\":-1}",
        "{\"counter\":9223372036854775808}"
      })
  void aDamagedCheckpointLeavesTheCounterUntouched(String content) throws IOException {
    visit(2);
    write(content);
    Answer answer = client.post("/restore");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).startsWith("{\"error\":\"not restored: ").contains("is damaged: ");
    assertThat(client.get("/")).isEqualTo(Answer.ok("{\"counter\":3}"));
  }

  @Test
  void aHugeOrDeepFileIsDamagedToo() throws IOException {
    for (String content : List.of("[".repeat(500), " ".repeat(100_000) + "{\"counter\":1}")) {
      write(content);
      assertThat(client.post("/restore").body()).contains("is damaged: ");
    }
  }

  @Test
  void aDirectoryInItsPlaceFailsBothAndStays() throws IOException {
    visit(1);
    Path inside = Files.createFile(Files.createDirectories(checkpoint).resolve("inside"));
    Answer saved = client.post("/checkpoint");
    assertThat(saved.status()).isEqualTo(500);
    assertThat(saved.body()).startsWith("{\"error\":\"checkpoint not saved: ");
    assertThat(client.post("/restore").status()).isEqualTo(500);
    assertThat(client.get("/")).isEqualTo(Answer.ok("{\"counter\":2}"));
    assertThat(inside).exists();
    assertThat(files()).containsExactly(checkpoint);
  }

  @Test
  void aFileInPlaceOfItsDirectoryFailsTheSave() throws IOException {
    Files.createFile(directory);
    Answer answer = client.post("/checkpoint");
    assertThat(answer.status()).isEqualTo(500);
    assertThat(answer.body()).contains(directory.toString());
  }

  @Test
  void aFailedSaveKeepsTheOldCheckpoint() throws IOException {
    visit(1);
    client.post("/checkpoint");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(directory), "permissions do not bind this user");
    visit(1);
    assertThat(client.post("/checkpoint").status()).isEqualTo(500);
    assertThat(checkpoint).hasContent("{\"counter\":1}");
  }

  @Test
  void aReaderNeverSeesHalfACheckpoint() throws IOException {
    client.post("/checkpoint");
    CompletableFuture<Void> saves =
        CompletableFuture.runAsync(
            () ->
                IntStream.range(0, 200)
                    .parallel()
                    .forEach(
                        any -> {
                          client.get("/");
                          client.post("/checkpoint");
                        }));
    while (!saves.isDone()) {
      assertThat(Files.readString(checkpoint)).matches("\\{\"counter\":[0-9]+}");
    }
    saves.join();
    assertThat(files()).containsExactly(checkpoint);
    assertThat(checkpoint).hasContent("{\"counter\":200}");
  }

  private void visit(int times) {
    for (int i = 0; i < times; i++) {
      client.get("/");
    }
  }

  private void write(String content) throws IOException {
    Files.createDirectories(directory);
    Files.writeString(checkpoint, content);
  }

  private Path[] files() throws IOException {
    try (var files = Files.list(directory)) {
      return files.toArray(Path[]::new);
    }
  }
}
