package io.pillion.config;

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
  private final Consumer<Throwable> fault;
  private Settings inForce;
  private FileContent taken;
  private FileContent last;

  /**
   * @param settings in force, with a file
   * @param apply takes the new settings and says what else has changed, perhaps nothing; called on
   *     the thread that runs this
   * @param lines takes what a user should know
   * @param fault takes what went wrong, after which the watch goes on; never throws
   */
  public ConfigWatch(
      Settings settings,
      Function<Settings, String> apply,
      Consumer<String> lines,
      Consumer<Throwable> fault) {
    this.inForce = settings;
    this.apply = apply;
    this.lines = lines;
    this.fault = fault;
    this.file = settings.get(Setting.CONFIG);
  }

  /** Watches until the thread is interrupted, also in an app that is out of memory for a while. */
  @Override
  public void run() {
    taken = inForce.content();
    last = taken;
    while (!Thread.currentThread().isInterrupted()) {
      try {
        Thread.sleep(INTERVAL_MILLIS);
        look();
      } catch (InterruptedException end) {
        Thread.currentThread().interrupt();
      } catch (Throwable failure) {
        fault.accept(failure);
      }
    }
  }

  private void look() {
    FileContent now = FileContent.of(file);
    if (now.equals(last) && !now.equals(taken)) {
      reload(now);
      taken = now;
    }
    last = now;
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
