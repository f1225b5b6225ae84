package io.pillion.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reload of the file changes, and what it says. */
class ConfigWatchTest {
  @TempDir Path folder;
  private final List<Settings> applied = new CopyOnWriteArrayList<>();
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private volatile Error failure;
  private Reading reading;
  private ConfigWatch watch;

  @BeforeEach
  void begin() throws Exception {
    reading = new Reading(folder).environment("PILLION_HOST", "1.1.1.1");
    watch =
        new ConfigWatch(
            reading.file("{port: 9500, http.exclude: [/a]}").settings(),
            this::apply,
            lines::add,
            faults::add);
  }

  private String apply(Settings settings) {
    if (failure != null) {
      Error now = failure;
      failure = null;
      throw now;
    }
    applied.add(settings);
    return "";
  }

  private void reload(String yaml) throws Exception {
    String file = reading.file(yaml).path();
    watch.reload(FileContent.of(file));
    lines.replaceAll(line -> line.replace(file, "FILE"));
  }

  @Test
  void pathsChangeWhileTheAppRuns() throws Exception {
    reload("{port: 9500, http: {exclude: [/b, /c], routes: [/x]}}");
    assertThat(applied.get(0).get(Setting.HTTP_EXCLUDE)).containsExactly("/b", "/c");
    assertThat(applied.get(0).get(Setting.HTTP_ROUTES)).containsExactly("/x");
    assertThat(lines)
        .containsExactly("FILE was read again: http.routes is now /x; http.exclude is now /b /c");
  }

  @Test
  void aSettingThatIsLeftOutHasItsDefaultAgain() throws Exception {
    reload("port: 9500");
    assertThat(applied.get(0).get(Setting.HTTP_EXCLUDE)).isEmpty();
    assertThat(lines).containsExactly("FILE was read again: http.exclude is now (none)");
  }

  @Test
  void whatNeedsARestartStaysAndIsSaid() throws Exception {
    reload("{port: 9501, http.exclude: [/a]}");
    assertThat(applied.get(0).get(Setting.PORT)).hasToString("9500");
    reload("{port: 9501, http.exclude: [/b]}");
    assertThat(lines)
        .containsExactly(
            "FILE was read again: port needs a restart to become 9501",
            "FILE was read again: port needs a restart to become 9501; http.exclude is now /b");
  }

  @Test
  void whatAnotherSourceSaysIsNotChanged() throws Exception {
    reload("{port: 9500, http.exclude: [/a], host: 2.2.2.2}");
    assertThat(applied.get(0).get(Setting.HOST)).isEqualTo("1.1.1.1");
    assertThat(lines).containsExactly("FILE was read again: nothing has changed");
  }

  /** What an app that is out of memory does to whoever needs some. */
  @Test
  void theWatchSurvivesAnErrorAndTakesTheFileUpLater() throws Exception {
    failure = new OutOfMemoryError("on purpose");
    Thread thread = new Thread(watch);
    thread.start();
    try {
      reading.file("{port: 9500, http.exclude: [/b]}");
      await().until(() -> applied.size() == 1);
      assertThat(applied.get(0).get(Setting.HTTP_EXCLUDE)).containsExactly("/b");
      assertThat(faults).hasExactlyElementsOfTypes(OutOfMemoryError.class);
    } finally {
      thread.interrupt();
      thread.join();
    }
  }

  @Test
  void aMistakeLeavesInForceWhatWas() throws Exception {
    reload("{http.exclude: [/b], prot: 1}");
    assertThat(applied).isEmpty();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0))
        .startsWith("FILE line 1 column 22: prot: there is no such setting; did you mean port?");
    assertThat(lines.get(1))
        .isEqualTo("FILE was read again and is not used: what was in force stays in force");
  }
}
