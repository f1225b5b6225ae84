package io.pillion.export;

import io.pillion.export.http.Handler;
import io.pillion.export.http.Request;
import io.pillion.export.http.Response;
import io.pillion.export.http.Share;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Makes one answer for all who ask for the same at the same time. An answer is handed only to those
 * who had asked when it was begun: nobody gets numbers that are older than the question. So sixty
 * scrapers at once cost the app, in memory and time, no more than a few.
 */
final class SharedScrapes implements Handler {
  /** What it takes to send an answer to each who shares it; a processor copies about 1 GB/s. */
  private static final long NANOS_PER_BYTE = 1;

  /** An answer that is not begun yet, and who waits for it. */
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
  private final Share share = new Share();
  private final Map<String, Shared> notBegun = new HashMap<>();

  SharedScrapes(Handler scrapes) {
    this.scrapes = scrapes;
  }

  @Override
  public Response handle(Request request) {
    String question = question(request);
    try {
      Shared answer;
      boolean isFirst;
      synchronized (notBegun) {
        answer = notBegun.computeIfAbsent(question, asked -> new Shared(scrapes, request));
        isFirst = ++answer.sharers == 1;
      }
      if (isFirst) {
        make(question, answer);
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
  private static String question(Request request) {
    return Objects.toString(request.query())
        + '\n'
        + request.headers("Accept")
        + '\n'
        + request.headers("Accept-Encoding");
  }

  private void make(String question, Shared answer)
      throws InterruptedException, ExecutionException {
    long began;
    try {
      began = share.begin();
    } catch (InterruptedException closed) {
      answer.cancel(false);
      throw closed;
    } finally {
      synchronized (notBegun) {
        notBegun.remove(question);
      }
    }
    long later = 0;
    try {
      answer.run();
      later = answer.nanosToSend();
    } finally {
      share.end(began, later);
    }
  }
}
