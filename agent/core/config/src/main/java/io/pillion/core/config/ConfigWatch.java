package io.pillion.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the file of the setting {@code config} again when it has changed. It looks at the content
 * every 400 ms: the JDK's {@code WatchService} does not see a Kubernetes ConfigMap change, whose
 * file is a link through a folder link that is swapped, and the time of a file does not tell two
 * quick edits apart. A content counts once it is the same twice, so that half a file is not read.
 */
public final class ConfigWatch implements Runnable {
  private static final long INTERVAL_MILLIS = 400;

  private final Function<Settings, String> apply;
  private final Consumer<String> lines;
  private final String file;
  private Settings inForce;

  /**
   * @param settings in force, with a file
   * @param apply takes the new settings and says what else has changed, perhaps nothing; called on
   *     the thread that runs this
   * @param lines takes what a user should know
   */
  public ConfigWatch(Settings settings, Function<Settings, String> apply, Consumer<String> lines) {
    this.inForce = settings;
    this.apply = apply;
    this.lines = lines;
    this.file = settings.get(Setting.CONFIG);
  }

  /** Watches until the thread is interrupted. */
  @Override
  public void run() {
    FileContent taken = inForce.content();
    FileContent last = taken;
    try {
      while (true) {
        Thread.sleep(INTERVAL_MILLIS);
        FileContent now = FileContent.of(file);
        if (now.equals(last) && !now.equals(taken)) {
          taken = now;
          reload(now);
        }
        last = now;
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes up what can be, and says so in one line, after one line for each mistake. */
  void reload(FileContent content) {
    Settings read = inForce.reading(content, lines);
    if (read == null) {
      lines.accept(file + " was read again and is not used: what was in force stays in force");
      return;
    }
    List<String> news = new ArrayList<>();
    for (Setting<?> setting : Setting.ALL) {
      List<String> value = read.items(setting);
      if (!value.equals(inForce.items(setting))) {
        String text = value.isEmpty() ? "(none)" : String.join(" ", read.shown(setting));
        boolean live = Setting.LIVE.contains(setting);
        news.add(setting.name() + (live ? " is now " : " needs a restart to become ") + text);
      }
    }
    inForce = inForce.takingUp(read);
    try {
      String others = apply.apply(inForce);
      if (!others.isEmpty()) {
        news.add(others);
      }
      String changes = news.isEmpty() ? "nothing has changed" : String.join("; ", news);
      lines.accept(file + " was read again: " + changes);
    } catch (RuntimeException | LinkageError failure) {
      lines.accept(file + " was read again and could not be put in force: " + failure);
    }
  }
}
