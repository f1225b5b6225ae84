package io.pillion.core.export;

import io.pillion.core.export.http.Handler;
import io.pillion.core.export.http.Request;
import io.pillion.core.export.http.Response;
import io.pillion.core.export.http.Share;
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
  private final Handler scrapes;
  private final Share share = new Share();
  private final Map<String, FutureTask<Response>> notBegun = new HashMap<>();

  SharedScrapes(Handler scrapes) {
    this.scrapes = scrapes;
  }

  @Override
  public Response handle(Request request) {
    FutureTask<Response> own = null;
    FutureTask<Response> answer;
    String question = question(request);
    synchronized (notBegun) {
      answer = notBegun.get(question);
      if (answer == null) {
        own = new FutureTask<>(() -> scrapes.handle(request));
        notBegun.put(question, own);
        answer = own;
      }
    }
    try {
      if (own != null) {
        make(question, own);
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

  private void make(String question, FutureTask<Response> answer) throws InterruptedException {
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
    try {
      answer.run();
    } finally {
      share.end(began);
    }
  }
}
