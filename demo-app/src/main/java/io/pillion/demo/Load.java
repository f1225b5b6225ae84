package io.pillion.demo;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends requests on a fixed schedule (an open loop): an app that is slow or gone does not slow the
 * sending, and the wait that it causes is measured.
 */
final class Load {

  /** After this long a request is given up. */
  static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** More unanswered requests than this are not sent but counted as errors. */
  private static final int MAX_IN_FLIGHT = 2_000;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final Semaphore inFlight = new Semaphore(MAX_IN_FLIGHT);
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final Tally tally = new Tally();

  private final URI url;
  private final TrafficMix mix;
  private final double rate;
  private final Duration duration;
  private final Reachability reachability;

  /**
   * @param url without a slash at its end
   * @param rate requests per second
   * @param log told when the app stops answering, and when it answers again
   */
  Load(URI url, TrafficMix mix, double rate, Duration duration, Consumer<String> log) {
    this.url = url;
    this.mix = mix;
    this.rate = rate;
    this.duration = duration;
    reachability = new Reachability(url, log);
  }

  /** Sends until the duration is over or {@link #stop} is called; returns the summary. */
  String run() {
    long start = System.nanoTime();
    long requests = (long) Math.ceil(rate * duration.toNanos() / 1e9);
    try {
      for (long n = 0; n < requests; n++) {
        long due = start + (long) (n * 1e9 / rate);
        if (stopped.await(due - System.nanoTime(), TimeUnit.NANOSECONDS)) {
          break;
        }
        send(mix.next(), due);
      }
      Duration sending = Duration.ofNanos(System.nanoTime() - start);
      boolean allAnswered =
          inFlight.tryAcquire(MAX_IN_FLIGHT, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      return tally.summary(sending) + (allAnswered ? "" : ", some still unanswered");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  /** Makes {@link #run} end early, from any thread. */
  void stop() {
    stopped.countDown();
  }

  Tally tally() {
    return tally;
  }

  private void send(TrafficMix.Call call, long due) {
    tally.sent();
    if (!inFlight.tryAcquire()) {
      tally.failed();
      return;
    }
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + call.path()))
            .method(call.method(), BodyPublishers.noBody())
            .timeout(TIMEOUT)
            .build();
    CompletableFuture<?> unused =
        client
            .sendAsync(request, BodyHandlers.discarding())
            .whenComplete(
                (response, failure) -> {
                  if (failure == null) {
                    answered(response.statusCode(), due);
                  } else {
                    tally.failed();
                    reachability.failed(failure);
                  }
                  inFlight.release();
                });
  }

  private void answered(int status, long due) {
    tally.answered(status, Duration.ofNanos(System.nanoTime() - due));
    reachability.answered(due);
  }
}
