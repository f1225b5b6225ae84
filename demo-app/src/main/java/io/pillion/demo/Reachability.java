package io.pillion.demo;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Says once that an app does not answer any more, and once that it answers again. One failure among
 * answers is not worth a line: the app counts as gone after a second without an answer.
 */
final class Reachability {

  private static final long SILENCE_NANOS = Duration.ofSeconds(1).toNanos();

  private final URI url;
  private final Consumer<String> log;
  private boolean gone;
  private long goneSince;
  private long lastAnswer = System.nanoTime();

  Reachability(URI url, Consumer<String> log) {
    this.url = url;
    this.log = log;
  }

  /**
   * @param sent when the request was sent, by {@link System#nanoTime}
   */
  synchronized void answered(long sent) {
    lastAnswer = System.nanoTime();
    // A late answer to an earlier request does not mean that the app is back.
    if (gone && sent - goneSince > 0) {
      gone = false;
      log.accept("traffic: " + url + " answers again");
    }
  }

  synchronized void failed(Throwable failure) {
    long now = System.nanoTime();
    if (!gone && now - lastAnswer > SILENCE_NANOS) {
      gone = true;
      goneSince = now;
      Throwable why = failure instanceof CompletionException ? failure.getCause() : failure;
      log.accept("traffic: " + url + " does not answer (" + why + "), going on");
    }
  }
}
