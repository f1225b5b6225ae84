package io.pillion.config;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Reads the file of the setting {@code config} for the first time, on a thread of its own: a mount
 * that hangs keeps that thread, and the app starts without the file.
 */
public final class FileReading implements Runnable {
  /** For the settings: a machine may be so busy that a file takes a second. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** For the app's threads. */
  private static final long APP_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final String file;
  private final long began = System.nanoTime();
  private final CountDownLatch read = new CountDownLatch(1);
  private volatile FileContent content = FileContent.unknown("cannot be read");

  public FileReading(String file) {
    this.file = file;
  }

  @Override
  public void run() {
    try {
      content = FileContent.of(file);
    } finally {
      read.countDown();
    }
  }

  /** What the file holds, or that it was not to be had in 2 s. */
  FileContent content() {
    try {
      return isRead(PATIENCE_NANOS)
          ? content
          : FileContent.unknown("cannot be read: no answer in 2 s, as of a mount that hangs");
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
      return FileContent.unknown("cannot be read: interrupted");
    }
  }

  /**
   * Whether a text is in the file, for a thread of the app's: false where that is not known half a
   * second after the reading began.
   */
  public boolean mentions(String text) throws InterruptedException {
    String found = isRead(APP_PATIENCE_NANOS) ? content.text() : null;
    return found != null && found.contains(text);
  }

  private boolean isRead(long patienceNanos) throws InterruptedException {
    return read.await(began + patienceNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
  }
}
