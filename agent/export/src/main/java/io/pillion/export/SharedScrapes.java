package io.pillion.export;

import io.pillion.export.http.Handler;
import io.pillion.export.http.Request;
import io.pillion.export.http.Response;
import io.pillion.export.http.Throttle;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Makes one answer for all clients that ask for the same at the same time. An answer goes only to
 * clients that had asked when it was begun: nobody gets numbers that are older than the request. So
 * sixty scrapers at once cost the app, in memory and time, no more than a few.
 */
final class SharedScrapes implements Handler {
  /** What it takes to send an answer to each sharer; a processor copies about 1 GB/s. */
  private static final long NANOS_PER_BYTE = 1;

  /** An answer that is not begun yet, and how many wait for it. */
  private static final class Shared extends FutureTask<Response> {
    int sharers; // guarded by notBegun

    Shared(Handler scrapes, Request request) {
      super(() -> scrapes.handle(request));
    }

    long nanosToSend() throws ExecutionException, InterruptedException {
      return NANOS_PER_BYTE * sharers * get().length();
    }
  }

  private final Handler scrapes;
  private final Throttle throttle = new Throttle();
  private final Map<String, Shared> notBegun = new HashMap<>();

  SharedScrapes(Handler scrapes) {
    this.scrapes = scrapes;
  }

  @Override
  public Response handle(Request request) {
    String key = key(request);
    try {
      Shared answer;
      boolean isFirst;
      synchronized (notBegun) {
        answer = notBegun.computeIfAbsent(key, asked -> new Shared(scrapes, request));
        isFirst = ++answer.sharers == 1;
      }
      if (isFirst) {
        make(key, answer);
      }
      return answer.get();
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
      return Response.text(503, "The agent is being detached.\n");
    } catch (ExecutionException failure) {
      throw new IllegalStateException(failure.getCause());
    }
  }

  /** What the answer depends on. */
  private static String key(Request request) {
    return Objects.toString(request.query())
        + '\n'
        + request.headers("Accept")
        + '\n'
        + request.headers("Accept-Encoding");
  }

  private void make(String key, Shared answer) throws InterruptedException, ExecutionException {
    long began;
    try {
      began = throttle.begin();
    } catch (InterruptedException closed) {
      answer.cancel(false);
      throw closed;
    } finally {
      synchronized (notBegun) {
        notBegun.remove(key);
      }
    }
    long later = 0;
    try {
      answer.run();
      later = answer.nanosToSend();
    } finally {
      throttle.end(began, later);
    }
  }
}
