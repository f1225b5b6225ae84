package io.pillion.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A {@code config} that cannot be read costs what it says, and one line: the app starts at once,
 * its requests are counted, and its memory stays its own.
 */
class UnreadableFileIT {
  /** Far below the 20 s for which a class waits at the most to be woven. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("pillion.yaml");
  }

  private static void assertStartsAndCounts(App.Launch launch, Object file, String... said)
      throws Exception {
    long began = System.nanoTime();
    try (App app = launch.options("-Xmx64m").testApp("tree")) {
      assertThat(Client.get(app.uri("/exact")).body()).isEqualTo("ok");
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(AT_ONCE);
      assertThat(app.scrapeWhenIdle().requests("GET", "/exact", 200)).isEqualTo(1);
      assertThat(app.agentLines())
          .filteredOn(line -> line.contains(file.toString()))
          .singleElement()
          .asString()
          .contains(said)
          .endsWith("is not used");
      assertThat(app.agentLines()).hasSize(2);
      assertThat(app.end()).isZero();
    }
  }

  private static App.Launch launch(Object file) {
    return App.launch().agent("config=" + file);
  }

  @ParameterizedTest(name = "Java {0}")
  @ValueSource(ints = {8, 17, 25})
  void aPipeThatNobodyWritesTo(int release) throws Exception {
    assumeTrue(run("mkfifo", file.toString()), "there is no mkfifo");
    String undertow = release == 8 ? "2.2.41.Final" : App.NEWEST_UNDERTOW;
    App.Launch launch = launch(file).on(Jvm.ofRelease(release)).undertow(undertow);
    assertStartsAndCounts(launch, file, "is not a file");
  }

  @Test
  void aDeviceWithoutAnEnd() throws Exception {
    assumeTrue(Files.exists(Path.of("/dev/zero")), "there is no /dev/zero");
    assertStartsAndCounts(launch("/dev/zero"), "/dev/zero", "is not a file");
  }

  @Test
  void aFileOfThreeGigabytes() throws Exception {
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(3L << 30);
    }
    assertStartsAndCounts(launch(file), file, "larger than a MiB");
  }

  /** Of no size, and with megabytes in it. */
  @Test
  void aFileThatIsLongerThanItsSizeSays() throws Exception {
    Path grown = Path.of("/proc/kallsyms");
    assumeTrue(Files.isReadable(grown), "there is no " + grown);
    assertStartsAndCounts(launch(grown), grown, "larger than a MiB");
  }

  /** Whoever opens a file that another process has a write lease on waits for that process. */
  @Test
  void aFileThatDoesNotAnswer() throws Exception {
    Files.writeString(file, "http.exclude: [/exact]");
    Process holder =
        new ProcessBuilder(
                "perl",
                "-e",
                "$SIG{IO} = 'IGNORE'; open(F, '+<', shift); fcntl(F, 1024, 1) or exit 1;"
                    + " print \"held\\n\"; close(STDOUT); <STDIN>",
                file.toString())
            .start();
    try {
      assumeTrue(holder.inputReader().readLine() != null, "a file cannot be leased here");
      assertStartsAndCounts(launch(file), file, "no answer");
    } finally {
      holder.destroyForcibly();
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).start().waitFor() == 0;
  }
}
